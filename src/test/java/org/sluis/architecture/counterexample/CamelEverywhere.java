package org.sluis.architecture.counterexample;

import org.apache.camel.Exchange;

/** Uses Camel outside the packages that may. */
final class CamelEverywhere {
    Object body(Exchange exchange) {
        return exchange.getMessage().getBody();
    }
}
