package org.sluis.cli;

import org.sluis.canonical.PartyId;
import picocli.CommandLine.Option;

/** Which gateway is asked, by whom, with which key. */
final class AsParty extends AskedGateway {
    @Option(
            names = "--as",
            required = true,
            paramLabel = "PARTY",
            description = "The party that asks, for instance de-linde.")
    private String party = "";

    @Override
    PartyId party() {
        return party("--as", party);
    }
}
