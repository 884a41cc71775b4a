"""What everything else speaks about: frozen data, no input or output, no third-party imports."""
