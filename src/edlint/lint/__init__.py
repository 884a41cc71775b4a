"""From hits to findings: pure functions on one document."""
