"""Reporters: a Report in, text out; one function a module."""
