package org.sluis.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Ids;
import org.sluis.client.ClientKey;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.client.Trouble;
import org.sluis.party.person.Approval;
import org.sluis.party.person.FourEyes;
import org.sluis.policy.lint.Finding;
import org.sluis.policy.lint.Lint;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.publish.SignedContent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What opens: signed here by who proposes, over the very content that a colleague will read and sign too. */
final class ProposeCommands {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProposeCommands() {}

    /** What every proposal needs. */
    abstract static class Proposing implements Callable<Integer> {
        @Mixin
        AsParty who = new AsParty();

        @Option(
                names = "--sign-with",
                required = true,
                paramLabel = "FILE",
                description = "Your private key, Ed25519; ./sluis person key PERSON --new FILE makes one.")
        private Path key = Path.of("");

        int propose(String path, ObjectNode body, Map<String, Object> content)
                throws IOException, InterruptedException {
            OctetKeyPair own = ClientKey.readForApprovals(key);
            GatewayClient gateway = who.connect();
            UUID proposal = Ids.random().next();
            Approval says = new Approval(
                    proposal, FourEyes.digest(content), ApproveCommand.person(gateway, own), Instant.now());
            body.put("proposal", proposal.toString()).put("signature", says.sign(own));
            Answer answer = gateway.post(path, JSON.writeValueAsBytes(body), Map.of());
            return who.saying()
                    .told(answer, "Proposed: in force when a colleague has said ./sluis approve " + proposal);
        }
    }

    @Command(
            name = "propose",
            description =
                    "Put a policy, as it is written in the folder, before a colleague; or bring back an earlier one.",
            footer = {
                "",
                "Example: ./sluis policy propose 020-school-plan-to-youth-care --as de-linde --sign-with mine.jwk \\",
                "  --from 2027-01-01T00:00:00Z"
            })
    static final class Policy extends Proposing {
        @Parameters(paramLabel = "POLICY", description = "The name of its folder.")
        private String policy = "";

        @Option(
                names = "--from",
                paramLabel = "MOMENT",
                description = "When it begins: local time, or UTC with a Z (default: with the approval).")
        private @Nullable String from;

        @Option(names = "--digest", paramLabel = "DIGEST", description = "An earlier one, as it was published then.")
        private @Nullable String digest;

        @Option(names = "--policies", paramLabel = "DIR", description = "The folder (default: consent-policies).")
        private @Nullable Path policies;

        @Override
        public Integer call() throws IOException, InterruptedException {
            Instant moment = from == null
                    ? null
                    : RuleCommands.moment(who, "--from", from).truncatedTo(ChronoUnit.SECONDS);
            PackSource source = digest == null ? draft() : kept(digest);
            ObjectNode body = RuleCommands.object();
            if (digest == null) {
                body.set("pack", JSON.valueToTree(Map.of("id", source.id(), "files", source.files())));
            } else {
                body.put("digest", digest);
            }
            if (moment != null) {
                body.put("effective", moment.toString());
            }
            return propose(RuleCommands.POLICIES, body, SignedContent.publishing(source.id(), source.digest(), moment));
        }

        /** What lint finds against it keeps it from being proposed: its cases too, which the gateway never sees. */
        private PackSource draft() throws Trouble {
            Path folder = policies == null ? Home.folder().resolve("consent-policies") : policies;
            List<Finding> against = Lint.of(folder, PolicyLint.today()).against(policy);
            against.forEach(finding -> who.saying().print(finding.toString()));
            PackSource source = PackSource.read(folder, policy, new ArrayList<>());
            if (source == null || !against.isEmpty()) {
                throw new Trouble(policy + " cannot be published as it stands", "./sluis policy lint tells all.");
            }
            return source;
        }

        private PackSource kept(String earlier) throws IOException, InterruptedException {
            Answer answer = who.connect().get(RuleCommands.POLICIES + "/packs/" + earlier);
            if (!answer.ok()) {
                throw new Trouble(
                        "no pack of that digest was ever proposed here", "./sluis policy history lists them.");
            }
            PackSource source = PackSource.parse(JSON.writeValueAsString(answer.body()));
            if (!source.id().equals(policy) || !source.digest().equals(earlier)) {
                throw new Trouble("that digest is not of " + policy, "./sluis policy history lists them.");
            }
            return source;
        }
    }

    @Command(
            name = "reopen",
            description = "Put a recipient or a connector that was closed before a colleague, to open.")
    static final class Reopen extends Proposing {
        @Parameters(index = "0", paramLabel = "KIND", description = "recipient or connector.")
        private String kind = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "Its id.")
        private String name = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            String what = kind.toLowerCase(Locale.ROOT);
            return propose(
                    "v1/reopenings",
                    RuleCommands.object().put("kind", what).put("name", name),
                    SignedContent.reopening(what, name));
        }
    }
}
