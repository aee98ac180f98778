"""Printed notices of legal duties."""
