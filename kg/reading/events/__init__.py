"""Events: how they are named, described and told, and which event is meant."""
