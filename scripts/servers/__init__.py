"""Real servers for tests and demos, without Docker: Neo4j, Chroma and PostgreSQL on loopback.

They run as processes of their own; nothing of them is part of the package.
"""
