package org.sluis.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.sluis.canonical.PartyId;
import org.sluis.client.ClientKey;
import org.sluis.client.GatewayClient;

/**
 * What the players agree on, in a file that each reads.
 *
 * @param gateway where any node is reached; the issuer of tokens too
 * @param plan the invented plan that every message is a copy of
 * @param children how many pupils there are
 * @param rate messages a second
 * @param port of the recipient
 */
record Setting(String home, String gateway, String plan, int children, int rate, int port, long seed) {
    static final String TENANT = "waterlee-scholen";
    static final String SCHOOL = "de-linde";
    static final String CLIENT = "de-linde-direct";
    static final String RECIPIENT = "jeugdhulp-oever";
    static final String PURPOSE = "plan-coordination";

    private static final String FILE = "setting.json";
    private static final int WITHDRAWING_EACH = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Setting read(Path folder) throws IOException {
        return JSON.readValue(folder.resolve(FILE).toFile(), Setting.class);
    }

    void write(Path folder) throws IOException {
        JSON.writeValue(folder.resolve(FILE).toFile(), this);
    }

    /** The school's own client, with the key in the folder. */
    static GatewayClient school(Path folder, URI gateway, Clock clock) throws IOException {
        return new GatewayClient(
                gateway, CLIENT, ClientKey.readOrMake(key(folder), CLIENT + "-1"), new PartyId(SCHOOL), clock);
    }

    static Path key(Path folder) {
        return folder.resolve(CLIENT + ".jwk");
    }

    static String child(int number) {
        return "storm-" + number;
    }

    /** One of five pupils has a parent who says no and yes again, and again. */
    static boolean withdraws(int number) {
        return number % WITHDRAWING_EACH == 0;
    }
}
