package org.sluis.delivery;

import org.sluis.connector.Connectors;
import org.sluis.keys.KeyFolder;

/** Whether what waits was rendered by the mapping, and with the pseudonyms, that are in use now. */
record RenderedBy(Connectors connectors, KeyFolder keys) {

    boolean same(Waiting row) {
        return row.mappingDigest().equals(connectors.out(row.connector()).digest())
                && row.pseudonymEpoch().equals(keys.currentEpoch("pseudonym"));
    }
}
