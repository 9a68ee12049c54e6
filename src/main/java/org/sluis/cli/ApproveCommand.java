package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.sluis.client.ClientKey;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.client.Trouble;
import org.sluis.party.person.Approval;
import org.sluis.party.person.FourEyes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is signed is what is shown: the digest is made here, of the content that is printed. */
@Command(name = "approve", description = "Read what a colleague proposes, and approve it with a key of your own.")
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private AsParty who = new AsParty();

    @Parameters(paramLabel = "PROPOSAL", description = "Its id.")
    private String id = "";

    @Option(
            names = "--sign-with",
            required = true,
            paramLabel = "FILE",
            description = "Your private key, Ed25519; ./sluis person key PERSON --new FILE makes one.")
    private Path key = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        UUID proposal = proposal();
        OctetKeyPair own = ClientKey.readForApprovals(key);
        GatewayClient gateway = who.connect();
        Answer shown = gateway.get("v1/proposals/" + proposal);
        if (!shown.ok()) {
            return who.saying().told(shown, "");
        }
        who.saying().print("Proposed, " + shown.text("kind") + ": " + shown.text("content"));
        String digest = FourEyes.digest(shown.text("content"));
        String jws = new Approval(proposal, digest, person(gateway, own), Instant.now()).sign(own);
        Answer answer = gateway.post(
                "v1/proposals/" + proposal + "/approvals",
                jws.getBytes(StandardCharsets.US_ASCII),
                Map.of("Content-Type", "application/jose"));
        return who.saying().told(answer, "Approved.");
    }

    private UUID proposal() {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw who.wrong("'" + id + "' is not the id of a proposal");
        }
    }

    /** Whose key it is in the organisation. */
    static UUID person(GatewayClient gateway, OctetKeyPair own) throws IOException, InterruptedException {
        String thumbprint;
        try {
            thumbprint = own.computeThumbprint().toString();
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
        for (JsonNode each : PersonCommand.persons(gateway)) {
            for (JsonNode enrolled : each.path("keys")) {
                if (enrolled.path("key").asText().equals(thumbprint)) {
                    return UUID.fromString(each.path("person").asText());
                }
            }
        }
        throw new Trouble("this key is nobody's in the organisation", "Enrol it first: ./sluis person key.");
    }
}
