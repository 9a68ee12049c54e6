package org.sluis.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sluis.client.GatewayClient;

/** What can be tried with a demo that goes on running: commands that work as they stand. */
final class Leftover {
    private static final String PUPIL = "WL-2017-031";

    private final Stage stage;
    private final Path data;
    private final Path log;

    Leftover(Stage stage, Path data, Path log) {
        this.stage = stage;
        this.data = data;
        this.log = log;
    }

    List<String> commands(String disclosure) throws IOException, InterruptedException {
        GatewayClient school = stage.town().school("de-linde");
        String url = stage.gateway().url().toString();
        String as = " --as de-linde" + (url.endsWith(":8080") ? "" : " --gateway " + url) + keys();
        List<String> lines = new ArrayList<>();
        lines.add("It goes on running; stop it with Ctrl-C. In a browser: " + url + "/console");
        lines.add("     (the page itself tells who can sign in here, and with what)");
        lines.add("");
        lines.add("In another window, from this folder:");
        lines.add("");
        lines.add("  ./sluis send test-fixtures/disclosures/plan-noor.json" + as
                + " --connector rest-json --purpose plan-coordination --to jeugdhulp-oever --wait");
        lines.add("  ./sluis send test-fixtures/disclosures/dossier-noor.xml" + as
                + " --connector oso --purpose plan-notice --to jeugdteam-waterlee --wait");
        lines.add("  ./sluis consent show --subject " + PUPIL + as);
        String consent =
                stage.town().standing("de-linde", PUPIL).get(0).path("id").asText();
        lines.add("  ./sluis consent withdraw " + consent + as);
        lines.add("  ./sluis audit verify " + log);
        lines.add("  curl -H 'Authorization: Bearer " + school.token() + "' " + url + "/v1/disclosures/" + disclosure);
        lines.add("     (this token is good for five minutes)");
        lines.add("");
        return lines;
    }

    private String keys() {
        return data.endsWith("data/demo") ? "" : " --key " + data.resolve("clients/de-linde-direct.jwk");
    }
}
