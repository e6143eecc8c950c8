"""A store on another engine, reached over the SPARQL 1.1 Protocol, Update and the Graph Store Protocol."""
