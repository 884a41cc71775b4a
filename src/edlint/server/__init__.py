"""`edlint server`: the checks in an editor, over the Language Server Protocol.

It consists of two processes. The one that the editor starts (`app`) handles the protocol, keeps the texts of open documents
(`buffer`) and sends the findings. The other (`worker`, started by `child`) runs the checks in its main thread, where signals
can cancel them, and is killed when a text hangs. `messages` defines what the two send each other.
"""
