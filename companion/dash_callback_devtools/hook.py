"""Entry point for Dash 3.0.3 and newer, which imports it when an app is created."""

from __future__ import annotations

from dash import hooks

from .install import install

hooks.setup()(install)
