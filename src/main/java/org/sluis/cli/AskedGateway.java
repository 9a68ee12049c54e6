package org.sluis.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Refused;
import org.sluis.client.ClientKey;
import org.sluis.client.GatewayClient;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which gateway is asked, and with which key. */
abstract class AskedGateway {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec mixee;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Where the gateway is (default: ${DEFAULT-VALUE}).")
    private URI gateway = URI.create("http://localhost:8080");

    @Option(
            names = "--client",
            paramLabel = "CLIENT",
            description = "The OAuth2 client that asks for the party (default: the party's own, <party>-direct).")
    private @Nullable String client;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The client's private key as a JWK (default: data/demo/clients/<client>.jwk).")
    private @Nullable Path key;

    GatewayClient connect() throws IOException {
        String name = client == null ? party() + "-direct" : client;
        Path file = key == null ? Home.folder().resolve("data/demo/clients").resolve(name + ".jwk") : key;
        return new GatewayClient(gateway(), name, ClientKey.read(file), party(), Clock.systemUTC());
    }

    URI gateway() {
        if (gateway.getHost() == null || !String.valueOf(gateway.getScheme()).matches("https?")) {
            throw wrong("--gateway is not an address such as http://localhost:8080");
        }
        return gateway;
    }

    /** Who asks. */
    abstract PartyId party();

    PartyId party(String option, String value) {
        try {
            return new PartyId(value);
        } catch (Refused notAName) {
            throw wrong(option + " '" + value + "' is not the id of a party: lower-case letters, digits and hyphens");
        }
    }

    ParameterException wrong(String what) {
        return new ParameterException(command(), what);
    }

    Saying saying() {
        return new Saying(command().getOut());
    }

    private CommandLine command() {
        if (mixee == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return mixee.commandLine();
    }
}
