"""`edlint server`: the checks in an editor, over the Language Server Protocol.

Two processes. The one that the editor starts (`app`) speaks the protocol, holds the texts as they are being written
(`buffer`), and says what was found. The other (`worker`, started by `child`) checks: limits on time hold in a main thread
only, and a text that hangs must not take the server with it. What they send each other is in `messages`.
"""
