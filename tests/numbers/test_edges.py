"""From which number on a contradiction is told: the last number that is let pass, and the first that is not."""

from decimal import Decimal

import pytest

from builders import prose
from edlint.check.numbers import make
from edlint.check.numbers.read import plain
from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.config.shipped import builtin_folder
from edlint.rules.load import load_rules

RULES = load_rules([builtin_folder() / "consistency" / "number"])
ALL = Profile(rules={rule.id: ActiveRule(rule, rule.severity, {}) for rule in RULES.values()})
CHECKER = make(Settings())

_TOOLS = (
    "| Tool | Cold seconds | Warm seconds |\n| --- | --- | --- |\n"
    "| Alpha | 20 | 15 |\n| Beta | 30 | 25 |\n| Gamma | 40 | 35 |\n\n"
)
_MEASURES = (
    "| What | How many |\n| --- | --- |\n"
    "| Requests a second | 2,400 |\n| Failed writes | 200 |\n| Slow reads | 90 |\n\n"
)
_REGIONS = "| Region | People |\n|---|---|\n| North | 5 |\n| South | 6 |\n| East | 8 |\n"
_COMPILERS = "| Compiler | Seconds |\n|---|---|\n| alpha | 12 |\n| beta | 9 |\n| gamma | 15 |\n\n"
_STARS = _COMPILERS.replace("Compiler | Seconds", "Tool | Stars")
_MODELS = "| Model | Accuracy | Seconds |\n|---|---|---|\n| Alpha | 90% | 12 |\n| Beta | 80% | 9 |\n| Gamma | 70% | 15 |\n\n"
_SPEEDS = "| Tool | Throughput |\n|---|---|\n| Alpha | 900 |\n| Beta | 800 |\n| Gamma | 700 |\n\n"
_FASTEST = "The fastest of the three was {}.\n\n"
_ITEMS = "\n".join(f"- p{number}" for number in range(29))

# The rule, a text with a gap, what is let pass in the gap, and what is told.
EDGES = [
    ("average", "Builds took 10, 20 and 30 seconds, {} seconds on average.", "19.6 20.4", "19.5 20.5"),
    ("average", "In May we fixed 240 bugs in 12 weeks, {} a week.", "19 21", "18.5 21.5"),
    ("average", "Builds took between 20 and 40 seconds, {} seconds on average.", "20 40", "19 41"),
    ("bound", "We work {} hours a day.", "24 49", "25 48"),
    ("bound", "It runs {} days a week.", "7 15", "8 14"),
    ("bound", "More than 500 people came; all {} of them stayed.", "500", "499"),
    ("bound", "At least 500 people came; all {} of them stayed.", "500", "499"),
    ("change", "Compression cut the time by half, from 900 ms to {} ms.", "396 504", "395 505"),
    ("change", "Build times dropped by two thirds, from 30 minutes to {} minutes.", "8.5 11.5", "8 12"),
    ("change", "Headcount tripled from 30 to {}.", "81 102", "80 103"),
    ("change", "Headcount doubled from 30 to {}.", "54 68", "53 69"),
    ("change", "Headcount nearly doubled from 30 to {}.", "44 79", "43 80"),
    ("change", "Headcount more than doubled from 30 to {}.", "56 98", "55 99"),
    ("change", "It is three times faster, 30 ms instead of {} ms.", "72 143", "71 144"),
    ("change", "The price dropped from $200 to $150, a {}% discount.", "23 28", "22 29"),
    ("change", "The price dropped from $200 to $150, a nearly {}% discount.", "20 33", "19 34"),
    ("change", "The price dropped from $200 to $150, a more than {}% discount.", "13 28", "12 29"),
    ("change", "It grew by {}% from 200 to 300 people.", "45 56", "44 57"),
    ("change", "Support rose by {} percentage points from 40% to 45%.", "4 6", "3.5 6.5"),
    ("change", "The limit was raised from 100 to {} requests.", "12 100", "13 99"),
    ("change", "The limit was raised from {} to 13 requests.", "13", "14"),
    ("change", "Memory use shrank by {} MB, from 900 MB to 800 MB.", "100", "99 101"),
    ("conversion", "The road is 10 miles ({} km) long.", "14 18.4", "13.9 18.5"),
    ("conversion", "It was 20 °C ({} °F) outside.", "61 62 74 75", "60.5 61.5 74.5 75.5"),
    ("conversion", "It takes 24 hours ({} days).", "1 3", "2 4"),
    ("impossible-date", "It happened on {} April 2023.", "30 32", "31"),
    ("impossible-date", "On April {} we met.", "30 32", "31"),
    ("impossible-date", "On February 29, {} we met.", "2020 2024", "2019 2021 2023 2025"),
    (
        "list-count",
        "# {} tips for quick builds\n\n## 1. Cache\n\n## 2. Split\n\n## 3. Prune\n\n## 4. Wait\n",
        "4 8",
        "3 5 7",
    ),
    (
        "list-count",
        "# {} tips for quick builds\n\nHere they are:\n\n- a\n- b\n- c\n- d\n",
        "1 4 7",
        "2 3 5 6",
    ),
    ("list-count", "The pipeline has {} stages: build, test, scan and deploy.", "2 4 7", "3 5 6"),
    ("list-count", "The pipeline has {} stages: a, b, c, d, e, f, g, h, i, j, k and l.", "8 12", "9 11"),
    ("list-count", "The following {} settings matter:\n\n1. port\n2. host\n3. path", "1 3 31", "2 4 30"),
    ("list-count", "The {} settings matter:\n\n" + _ITEMS, "29 31", "28 30"),
    (
        "list-count",
        "There are {} ways to do it. The first way is to wait. The second way is to ask. The third way is to pay.",
        "1 3",
        "2",
    ),
    ("list-count", "We met {} friends, Ann, Bob and Cal, in May.", "three five", "two four"),
    ("list-count", "We met {} friends, Ann, Bob, Cal, Dan, Eve and Fay, in May.", "four six", "five"),
    (
        "parts",
        "Hosting cost us $300, the domain $20 and the certificates $80, for a total of ${}.",
        "400 1001",
        "300 301 399 401 1000",
    ),
    (
        "parts",
        "The suite has 120 unit tests and 45 integration tests, {} in total.",
        "120 165 413",
        "121 164 166 412",
    ),
    ("parts", "Of the 60 teams, 41 replied; the other {} did not.", "1 19 61", "2 18 20 60"),
    ("parts", "Of the 60 teams, {} replied; the other 25 did not.", "35 60", "34 36 59"),
    ("parts", "The tool is used by {} of the 4 teams.", "4", "5"),
    (
        "parts",
        "The company employs 120 people: 70 in Berlin, {} in Oslo and 20 in Porto.",
        "30 120",
        "29 31 119",
    ),
    ("ratio", "In the end 156 of 312 readers ({}%) wanted it.", "49 51", "48.5 51.5"),
    ("ratio", "In the end 156 of 312 readers (about {}%) wanted it.", "41 61", "40 62"),
    ("ratio", "In the end {} of 312 readers (50%) wanted it.", "149 163 313", "148 164 312"),
    ("ratio", "{} out of ten readers (70%) wanted it.", "seven eleven", "six eight ten"),
    ("ratio", "Nine out of {} readers (70%) wanted it.", "eight twelve thirteen", "nine eleven fourteen"),
    ("ratio", "Two thirds of the answers ({}%) named cost.", "64 70", "63.5 70.5"),
    ("ratio", "More than half of the readers ({}%) wanted it.", "49", "48"),
    ("ratio", "Nearly half of the readers ({}%) wanted it.", "44 56", "43 57"),
    ("ratio", "More than 40% of the readers (156 of {}) wanted it.", "400", "401"),
    ("ratio", "Three in ten developers, or {}%, never write tests.", "25 35", "24 36"),
    ("ratio", "A majority ({}%) agreed.", "50", "49"),
    ("reversed", "The award went to Smith ({}–1912) after his death.", "1912", "1913"),
    ("reversed", "See pages {}–92 for it.", "92", "93"),
    ("reversed", "The exhibition is open from {} May 2024 until 5 May 2024.", "5", "6"),
    (
        "same-quantity",
        "# Moving {} web services\n\nWe ran 100 web services.\n",
        "49 99 101 201",
        "50 98 102 200",
    ),
    ("same-quantity", "# Moving {} web services\n\nWe ran 101 web services.\n", "100 102", "99 103"),
    (
        "same-quantity",
        "# {} rules for clean code\n\nThe book lists 200 rules.\n",
        "159 199 201 251",
        "160 198 202 250",
    ),
    (
        "same-quantity",
        "# Cutting our cloud bill by {}%\n\nBy June we had cut our cloud bill by 45%.\n",
        "42.5 47.5",
        "42 48",
    ),
    (
        "same-quantity",
        "The migration takes {} minutes.\n\nPlan for it: the 2-hour migration blocks writes.\n",
        "97 149",
        "96 150",
    ),
    (
        "same-quantity",
        "The request timeout is 30 seconds.\n\nNote that the request timeout is {} seconds.\n",
        "29 31",
        "28 32",
    ),
    (
        "same-quantity",
        _MEASURES + "We saw {} requests a second.\n",
        "1199 2350 2450 4801",
        "1200 2349 2451 4800",
    ),
    (
        "same-quantity",
        "In total we counted {} users.\n\n| Region | Users |\n| --- | --- |\n| North | 1,400 |\n| South | 1,000 |\n| Total | 2,400 |\n",
        "1199 2350 2450 4801",
        "1200 2349 2451 4800",
    ),
    (
        "share-column",
        "| Part | Share |\n|---|---|\n| A | 60% |\n| B | 30% |\n| C | {}% |\n",
        "12 41",
        "13 40",
    ),
    ("shares", "Of our users, 55% are on Linux, 38% on macOS and {}% on Windows.", "8 58", "9 57"),
    ("shares", "Of our users, {}% are on Linux, 8% on macOS and 6% on Windows.", "87 91", "88 90"),
    ("shares", "Two thirds of the team work remotely; the other {}% come to the office.", "29 37", "28 38"),
    ("span", "The beta ran for {} days, from 3 March to 31 March.", "18 32", "17 33"),
    ("span", "The beta ran for {} weeks, from 3 March to 31 March.", "4", "3 5"),
    ("span", "The beta ran from March to May, {} months in all.", "3 13 15", "4 12 16"),
    ("span", "The beta ran from March 2020 to May 2020, {} months in all.", "3", "4"),
    ("span", "The sale is open from 9:00 to 12:00, {} hours in all.", "2.5 3.5", "2.25 3.75"),
    ("span", "The sale is open from 9:00 to 12:00, {} minutes in all.", "165 195", "164 196"),
    ("span", "The five-year project ({}–2018) cost millions.", "2012 2014 2018", "2011 2015 2017"),
    ("span", "The company was founded in 2009 and, {} years later, in 2018, it was sold.", "8 10", "7 11"),
    ("span", "It ran from 1998 to 2008, about {} years in all.", "8 12", "7 13"),
    ("span", "Born in 1950, he died in 2000 at the age of {}.", "49 50", "48 51"),
    ("span", "He was born in 1985 and founded the company in 2010, when he was about {}.", "22 28", "21 29"),
    ("span", "Ada Lovelace (1815–1852) died at the age of {}.", "36 37", "35 38"),
    ("span", "The firm, founded in 1990, celebrated its {}th anniversary in 2010.", "20 21", "19 22"),
    ("table", _TOOLS + "Alpha took {} seconds.\n", "6 15 19 21 61", "7 14 16 18 22 60"),
    ("table", _TOOLS + "Alpha took {} seconds.\n", "19 19.5 20.5 21", "19.1 19.4 20.6 20.9 21.1"),
    ("table", "We run it in all {} regions.\n\n" + _REGIONS, "three six", "two four five"),
    ("table", "Together we are {} people.\n\n" + _REGIONS, "9 19 39", "10 18 20 38"),
    (
        "total",
        "| Day | Builds |\n| --- | --- |\n| Monday | 3.2 |\n| Tuesday | 8.1 |\n| Total | {} |\n",
        "11 11.2 11.4",
        "11.05 11.15 11.45",
    ),
    ("year", "It began in the early 1990s, in {}.", "1990 1996", "1989 1997"),
    ("year", "In the 1990s, in {}, it began.", "1990 1999", "1989 2000"),
    ("year", "In the late 1990s, in {}, it began.", "1994 2000", "1993 2001"),
    ("year", "In the 19th century, in {}, it began.", "1800 1900", "1799 1901"),
    (
        "year",
        "---\ndate: 2024-05-01\n---\n\nIt was ten years ago, in {}, that it began.",
        "2013 2015",
        "2012 2016",
    ),
    (
        "year",
        "---\ndate: 2024-05-01\n---\n\nIt was about ten years ago, in {}, that it began.",
        "2012 2016",
        "2011 2017",
    ),
    ("year", "---\ndate: 2024-05-01\n---\n\nLast year, in {}, it began.", "2022 2023", "2021 2024"),
    ("change", "The limit was raised from 10 to {}, which doubled it.", "5001", "5000"),
    ("change", "The price dropped from $0.80 to $0.{}, a 10% discount.", "71 72", "70 74"),
    ("change", "They grew by {} people, from 50 to 80.", "30", "29 31"),
    ("change", "Team Red won with 52 votes against 40, a lead of {} votes.", "12", "11 13"),
    (
        "list-count",
        "It has two ways. The first way is slow. The {} way is new. The third way is fast.",
        "third first",
        "second",
    ),
    ("parts", "{} of the 2 teams came.", "2", "3"),
    ("parts", "{} of the 1 teams came.", "2", ""),
    ("parts", "$40 of the $100 are spent, and the remaining ${} went to Ada.", "60", "59 61"),
    ("parts", "We invited 12 speakers and 40 guests. All {} people came.", "52", "51 53"),
    ("product", "A table of 12 rows and 5 columns, {} cells.", "60", "59 61"),
    ("product", "At $10 a licence, 12 licences cost ${}.", "118 122", "117 123"),
    ("ratio", "A quarter of the 200 pages, {} of them, were wrong.", "44 56", "43 57"),
    ("ratio", "A third of our 90 engineers, {}, left.", "28 32", "27 33"),
    ("ratio", "30% of the 200 pages, or {}, were wrong.", "55 65", "54 66"),
    ("average", "In May we fixed 24 bugs in 12 days, {} a day.", "1.9 2.1", "1.8 2.2"),
    ("shares", "The remaining {}% of the answers were blank, 60% were yes.", "39 41 100 141", "38 42 99 140"),
    ("span", "From {}:30 to 12:00, five hours in all, it was shut.", "6 7", "5 8"),
    ("span", "The site was down for 45 minutes, from 14:05 to 14:{} UTC.", "45 55 60", "44 56 59"),
    ("span", "It ran from 3 March to 20 {}, twenty days in all.", "February March", "January April"),
    ("span", "The beta ran for 14 days, from {} to 31 March.", "9 19 32", "8 20 31"),
    ("span", "The firm (1990–{}) lasted 20 years.", "1990 2009 2011", "1991 2008 2012"),
    ("average", "We fixed 240 bugs across 12 teams, that is {} bugs a team.", "19 21", "18.5 21.5"),
    ("change", "Latency fell from 2 seconds to 900 ms, a {}% drop.", "50 61", "49 62"),
    ("change", "It is {} times as fast: 10 ms instead of 40 ms.", "3.5 5", "3 5.5"),
    ("change", "It is {} times slower: 40 ms instead of 10 ms.", "2.5 5", "2 5.5"),
    ("list-count", "We found {} bugs:\n\n- one\n- two:\n- three\n", "1 3", "2 4"),
    ("list-count", "We found {} bugs:\n\n- one\n- two\n\nA word.\n\n3. three\n", "1 3", "2 4"),
    ("list-count", "# Seven tips\n\nThese {} tips help.\n", "three seven eleven", "four six eight ten"),
    (
        "parts",
        "Chrome has {}% of all visits, Safari 25% and Firefox 18%, and that makes 100%.",
        "57",
        "56 58",
    ),
    ("span", "It ran from 23:30 to {}:30, four hours in all.", "3", "2 4"),
    ("weekday", "On Monday, {} May 2024, we met.", "6 13", "5 7"),
    ("table", _COMPILERS + "The fastest of the three was {}.", "beta", "alpha gamma"),
    ("table", _COMPILERS + "The slowest of the three was {}.", "gamma", "alpha beta"),
    ("table", _COMPILERS + "The three were fast. {} was the slowest.", "Gamma", "Alpha Beta"),
    ("table", _STARS + "The tool with the most stars is {}.", "gamma", "alpha beta"),
    ("table", _STARS + "The tool with the fewest stars is {}.", "beta", "alpha gamma"),
    (
        "total",
        "| Day | Builds |\n| --- | --- |\n| Monday | 3 |\n| Tuesday | {} |\n| Friday | 4 |\n| Total | 7 |\n",
        "- – n/a 0 x",
        "1",
    ),
    (
        "bound",
        "# Attendance\n\nOver {} people registered for the workshop, and all 180 of them came.",
        "241",
        "239 240",
    ),
    ("bound", "The number of burglaries shrank by {} per cent last year, police said.", "99 100", "101"),
    ("year", "Acme was established in {}. Since 2009 it has shipped twelve products.", "2009", "2010"),
    ("product", "With {} workers running 25 jobs each, we process 200 jobs at a time.", "8 200", "9"),
    (
        "change",
        "Our winter sale ends on Sunday: with {} per cent off, the €250 wool coat is yours for €210.",
        "14 18",
        "13 19",
    ),
    (
        "change",
        "Our winter sale ends on Sunday: with 20 per cent off, the €{} wool coat is yours for €210.",
        "210",
        "211",
    ),
    ("ratio", "Half of the {} teams, 15, use Git; a third, 10, use Mercurial.", "14 30", "15"),
    ("ratio", "Only {} of the 48 builds failed, 35 percent.", "0", "1"),
    ("ratio", "As many as {} of the 24 jurors (60%) agreed.", "14", "23 24"),
    ("ratio", "Of 400 tickets 200 were bugs; {} of 200 bugs (22%) were ours.", "92", "93"),
    ("ratio", "We lost 30 of 200 messages ({}%).", "15", "100"),
    ("ratio", "{}% fail; half of the failures (2.5%) are timeouts.", "3", "2"),
    ("conversion", "Keep the battery below {} °C (104 °F).", "36", "35"),
    ("span", "The trial ran from {} February to 15 January 2020, 20 days in all.", "18", "19"),
    ("span", "Every {} days, from 3 March to 31 March, we met.", "14 20", ""),
    ("span", "In the {} days, from 3 March to 31 March, we met.", "28", "14"),
    ("span", "In the {} days of work, from 3 March to 31 March, we met.", "14 20 28", ""),
    ("parts", "# Bugs\n\nWe found {} bugs: 12 in the parser and 8 in the printer.", "20", "60"),
    (
        "parts",
        "# Review\n\nOf the {} pull requests, 11 were merged and the other nine were closed.",
        "10 20",
        "11",
    ),
    ("list-count", "We found {} bugs\n\n- one\n- two\n- three\n", "3 4", ""),
    ("list-count", "- We found {} bugs:\n  - one\n  - two\n  - three\n", "3 4", ""),
    ("list-count", "# We found {} bugs:\n\n- one\n- two\n- three\n", "3 4", ""),
    ("list-count", "It takes {} minutes: build, test, scan and deploy.", "three four five", ""),
    (
        "same-quantity",
        "A cold start takes 800 ms.\n\nNobody likes that a cold start takes {} seconds.\n",
        "0.8 3.3",
        "3.2",
    ),
    (
        "same-quantity",
        "As the archive holds {} articles, search is slow.\n\nText.\n\nWe said that the archive holds 54,250 articles.\n",
        "12",
        "13",
    ),
    ("shares", "The budget is split into {}% hosting, 40% salaries and 25% travel.", "35 136", "135"),
    ("shares", "Of our users, {}% are on Linux, 38% on macOS and 58% on Windows.", "4 55", "54"),
    ("shares", "Of our users, {}% use Linux, 38% use macOS and 31% use Windows.", "31 52", "51"),
    (
        "shares",
        "# Upgrades\n\nWe have upgraded {}% of the fleet. The remaining 25% will follow in May.",
        "73 77",
        "72 78",
    ),
    (
        "parts",
        "The order came to $130: ${} for the board, $25 for the case and $15 for shipping.",
        "11 90",
        "12",
    ),
    (
        "share-column",
        "| Part | Share |\n|---|---|\n| A | {}% |\n| B | 30% |\n| C | 41% |\n",
        "29 60",
        "59",
    ),
    ("table", "We are {} people in all regions.\n\n" + _REGIONS, "19 39", "38"),
    (
        "list-count",
        "# {} lessons from 12 years of Rails\n\nOver the years I have collected 14 lessons, and this is the list.",
        "10 18",
        "11 17",
    ),
    # What is told needs two things around its numbers; one of them alone says nothing.
    ("bound", "It took less than ten minutes: {} minutes, to be precise.", "9", "14"),
    ("bound", "It took less than ten minutes: {} minutes is long.", "9 14", ""),
    ("bound", "The repository has more than 1,000 stars ({} at the time of writing).", "1100", "950"),
    ("bound", "The repository has more than 1,000 stars ({} forks and more).", "950 1100", ""),
    ("conversion", "It holds 50 kg, and the shelf {} pounds.", "80 110 200", ""),
    (
        "same-quantity",
        "In total we counted {} users.\n\n| Region | |\n| --- | --- |\n| North | 1,400 |\n| South | 1,000 |\n| Total | 2,400 |\n",
        "2349 2400",
        "",
    ),
    ("list-count", "The pipeline has {} stages: a, b, c, d, e, f, g, h, i, j and k.", "11 13", "10 12"),
    ("list-count", "The pipeline has {} stages: build, test, then scan and deploy.", "three four five", ""),
    ("list-count", "We met {} friends, Ann, Bob, Cal, Dan and Eve, in May.", "five seven", "four six"),
    ("list-count", "We met {} friends, Ann and Bob, in May.", "one two", "three"),
    ("year", "---\ndate: 2022-04-01\n---\n\nTwelve years ago, in {} groups, we met.", "4", "2005"),
    ("year", "---\ndate: 2018-09-12\n---\n\nIt has been {} years since we began in 2005.", "13", "20"),
    ("year", "---\ndate: 2018-09-12\n---\n\nFor {} years, since 2005, we have met.", "13", "20"),
    ("year", "---\ndate: 2018-09-12\n---\n\nSince 2005, for {} years, we have met.", "13 20", ""),
    ("change", "It began with 30 users and ended with {} users, which doubled it.", "60", "40"),
    ("change", "We had 30 users and ended with {} users, which doubled it.", "40 60", ""),
    ("change", "It began with 30 users, had {} users, which doubled it.", "40 60", ""),
    ("change", "The number of users doubled from 30 to {} users.", "60", "40"),
    ("change", "The number of users doubled in 30 days to {} users.", "40 60", ""),
    ("span", "We met in 2005, moved in 2010, and in the {} years since we have grown.", "5", "8"),
    ("span", "It opened in 2005 and closed in 2010, after {} years of work.", "5", "8"),
    ("span", "It opened in 2005 and grew in 2010, after {} years of work.", "5 8", ""),
    ("span", "In the years 1815–1852 he died at the age of {}.", "36 50", ""),
    ("span", "Born in 1950, he died in 2000 at the age of {} weeks.", "40 50", ""),
    ("span", "Born in 1950, he died in 2000 with {}.", "40 50", ""),
    ("parts", "A total of {} tests: 120 unit tests and 45 integration tests.", "165", "170"),
    ("parts", "A total of {} tests, 120 unit tests and 45 integration tests.", "165 170", ""),
    ("parts", "Of the 100 tickets, 60 were bugs, 20 were chores and {} were questions.", "20", "30"),
    ("parts", "We had 100 tickets, 60 were bugs, 20 were chores and {} were questions.", "20 30", ""),
    ("average", "The average of 10, 20 and 30 is {}.", "20", "25"),
    ("average", "The sequence of 10, 20 and 30 is {}.", "20 25", ""),
    ("average", "The average of 10, 20 and 30, or {}.", "20 25", ""),
    (
        "average",
        "The fastest run took 10 seconds, the slowest 20 seconds, and the average was {} seconds.",
        "15",
        "25",
    ),
    (
        "average",
        "One run took 10 seconds, the slowest 20 seconds, and the average was {} seconds.",
        "15 25",
        "",
    ),
    (
        "average",
        "The fastest run took 10 seconds, another 20 seconds, and the average was {} seconds.",
        "15 25",
        "",
    ),
    ("average", "Builds took 10, 20 and 30 seconds, or {} seconds on average.", "20", "25"),
    ("average", "Builds took 10, 20 and 30 seconds, or {} seconds at most.", "20 25", ""),
    ("ratio", "A majority: {} of the 30 members agreed.", "16", "14"),
    ("span", "From 9:00 to 12:00, so it leaves {} hours for lunch.", "3", "5"),
    ("span", "From 9:00 to 12:00, so it leaves {} hours of lunch.", "3 5", ""),
    ("span", "Open from 9 p.m. to 11 p.m., {} hours in all.", "2", "5"),
    ("span", "Open from 12 a.m. to 3 a.m., {} hours in all.", "3", "9"),
    ("span", "Open from 12 p.m. to 3 p.m., {} hours in all.", "3", "9"),
    ("span", "Open from 9 a.m. to 12 p.m., {} hours in all.", "3", "9"),
    ("span", "Open from 13 p.m. to 15 p.m., {} hours in all.", "2 9", ""),
    ("span", "Open from 9:59 to 12:59, {} hours in all.", "3", "9"),
    ("span", "Open from 9:60 to 12:60, {} hours in all.", "3 9", ""),
    ("span", "Open from 0:00 to 24:00, {} hours in all.", "24 5", ""),
    ("ratio", "Three in {} developers (60%) never test.", "five", "four"),
    ("ratio", "One in {} (10%) never tests.", "ten", "twenty 21"),
    ("change", "It grew from 0.5 to {}, twice as much.", "1", "2"),
    ("change", "It is 50% cheaper: $5 instead of ${}.", "10", "8"),
    # Who leads in a table, where it tells.
    ("table", _MODELS + "The most accurate model is {}.", "Alpha", "Beta Gamma"),
    ("table", _MODELS + "The least accurate model is {}.", "Gamma", "Alpha Beta"),
    ("table", _MODELS + "The most popular model is {}.", "Alpha Beta", ""),
    ("table", _MODELS + "The fastest model is {}.", "Alpha Beta", ""),
    ("table", _SPEEDS + "The fastest tool is {}.", "Alpha", "Beta Gamma"),
    ("table", _SPEEDS + "The slowest tool is {}.", "Gamma", "Alpha Beta"),
    ("table", _SPEEDS + "The tool with the most tests is {}.", "Alpha Beta", ""),
    ("table", _SPEEDS + "The highest is {}.", "Alpha", "Beta"),
    ("table", _SPEEDS.replace("Throughput", "Rank") + "The highest is {}.", "Alpha Beta", ""),
    ("table", _SPEEDS.replace("put", "put in seconds") + "The fastest tool is {}.", "Alpha Beta", ""),
    ("table", _COMPILERS.replace("gamma", "alpha") + _FASTEST, "alpha beta", ""),
    ("table", _COMPILERS.replace("15", "9") + _FASTEST, "beta gamma", "alpha"),
    ("table", _COMPILERS.replace("| 9", "| –") + "The slowest of the three was {}.", "alpha", ""),
    ("table", _COMPILERS.replace("| 9", "| 9 ms") + _FASTEST, "alpha", ""),
    ("table", _COMPILERS + "Almost " + _FASTEST.lower(), "alpha", ""),
    ("table", _COMPILERS + "> " + _FASTEST, "alpha", ""),
    ("table", _FASTEST + _COMPILERS, "beta", "alpha"),
    ("table", _FASTEST + "# Head\n\n" + _COMPILERS, "alpha", ""),
    ("table", _REGIONS + "| Total | 19 |\n\nThe largest region is {}.", "East", "North South"),
    (
        "table",
        "| Region | People |\n|---|---|\n| North | 5 |\n\nThe largest region is {}.",
        "North South",
        "",
    ),
    ("table", "| 7 | Seconds |\n|---|---|\n| 1 | 12 |\n| 2 | 9 |\n\nThe fastest was {}.", "1 2", ""),
    ("table", _TOOLS + "The tool with the fewest cold seconds is {}.", "Alpha", "Beta"),
    ("table", _TOOLS + "The tool with the fewest seconds is {}.", "Alpha Beta", ""),
    ("table", _TOOLS + "Alpha took {} minutes.", "15 16", ""),
    ("table", _TOOLS + "Delta took {} seconds.", "15 16", ""),
    ("table", _TOOLS + "Alpha took {} seconds in another test.", "15 16", ""),
    ("span", "He worked there for eight years ({} to 2009).", "3 2001", "1999"),
    ("span", "The sale is open from 9 am to 9 pm, {} hours in all.", "12", "8"),
    ("same-quantity", "# Moving {} web services\n\nWe ran 101 web.\n", "99", ""),
    (
        "same-quantity",
        "We surveyed 1,204 readers in spring.\n\nThe method is simple: we surveyed {} readers by mail.",
        "20 601 2,409",
        "602 1,240 2,408",
    ),
    ("parts", "We fixed {} bugs (7 in the parser, 6 in the linter, 4 in the docs).", "17", "18"),
    ("parts", "We fixed {} bugs (among them 7 in the parser, 6 in the linter, 4 in the docs).", "17 18", ""),
    ("year", "---\ndate: soon\n---\n\nIt was ten years ago, in {}, that it began.", "1990", ""),
    ("year", "---\nupdated: 2024-05-01\n---\n\nIt was ten years ago, in {}, that it began.", "1990", ""),
    ("year", "---\ndate: '2024'\n---\n\nIt was ten years ago, in {}, that it began.", "2014", "1990"),
    ("product", "They ordered 40 keyboards at $25 apiece, which comes to ${}.", "1,000", "1,200"),
    ("product", "They ordered 40 keyboards at about $25 apiece, which comes to ${}.", "1,000 1,200", ""),
    (
        "table",
        "As the table shows, Alpha took {} seconds.\n\n| Tool | Seconds |\n|---|---|\n| Alpha | 12 |\n| Beta | 30 |\n| Gamma | 25 |",
        "12",
        "15",
    ),
    (
        "table",
        "As the table shows, Alpha took {} seconds.\n\n| Tool | Seconds |\n|---|---|\n| Alpha | 12 |\n| Beta | 30 |\n| | 25 |",
        "12 15",
        "",
    ),
]


def told(text: str) -> list[str]:
    """Return the rules that say something of a text."""
    return [hit.rule.rpartition(".")[2] for hit in CHECKER.check(prose(text), ALL).hits]


@pytest.mark.parametrize(("rule", "text", "passing", "wrong"), EDGES)
def test_what_is_told_begins_where_rounding_ends(rule: str, text: str, passing: str, wrong: str) -> None:
    numbers = [*passing.split(), *wrong.split()]
    assert {number: told(text.format(number)) for number in numbers} == {
        number: [rule] if number in wrong.split() else [] for number in numbers
    }


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("2.5", "2.5"),
        ("2.50", "2.5"),
        ("10", "10"),
        ("1E+3", "1,000"),
        ("1234567.5", "1,234,567.5"),
        ("0", "0"),
    ],
)
def test_numbers_are_shown_as_people_write_them(number: str, shown: str) -> None:
    assert plain(Decimal(number)) == shown


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In the end 156 of 312 readers (60%) agreed.", {"actual": "50%"}),
        ("Of the 60 teams, 41 replied; the other 25 did not.", {"actual": "66, not 60"}),
        ("Headcount tripled from 30 to 60.", {"actual": "2 times"}),
        ("Support rose by 12 percentage points from 40% to 45%.", {"actual": "5 percentage points"}),
        ("In May we fixed 30 bugs in 12 weeks, 9 a week.", {"actual": "2.5 a week"}),
    ],
)
def test_what_is_told_is_the_right_number(text: str, values: dict[str, str]) -> None:
    (hit,) = CHECKER.check(prose(text), ALL).hits
    assert dict(hit.values) == values
