package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "emergency",
        synopsisSubcommandLabel = "COMMAND",
        description = "Break the glass in vital interest: one asks, a second signs (./sluis approve), a third reviews.",
        subcommands = {
            EmergencyCommand.Ask.class,
            EmergencyCommand.Open.class,
            EmergencyCommand.Review.class,
            EmergencyCommand.Close.class,
            EmergencyCommand.Shown.class
        })
final class EmergencyCommand {
    private static final String EMERGENCIES = "v1/emergencies";

    private EmergencyCommand() {}

    @Command(
            name = "ask",
            description = "Ask a colleague to open one recipient for one pupil. In danger to life call 112 first.",
            footer = {
                "",
                "Example: ./sluis emergency ask --as de-linde --subject WL-2017-031 --recipient jeugdteam-waterlee \\",
                "  --reason acute-danger --note notitie-2026-014 --hours 24"
            })
    static final class Ask implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Option(
                names = "--subject",
                required = true,
                paramLabel = "ID",
                description = "The school's own id of the pupil.")
        private String subject = "";

        @Option(names = "--recipient", required = true, paramLabel = "PARTY", description = "Who is to be opened.")
        private String recipient = "";

        @Option(names = "--reason", required = true, paramLabel = "CODE", description = "One that the law knows.")
        private String reason = "";

        @Option(
                names = "--note",
                required = true,
                paramLabel = "ID",
                description = "Your own id of the note it stands in.")
        private String note = "";

        @Option(
                names = "--hours",
                defaultValue = "24",
                description = "For how long (default: ${DEFAULT-VALUE}, 72 at most).")
        private int hours;

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("subject", subject).put("recipient", recipient).put("reason", reason);
            body.put("note", note).put("hours", hours);
            Answer answer = who.connect().post(EMERGENCIES, bytes(body), Map.of());
            return who.saying()
                    .told(
                            answer,
                            "Asked. A colleague says ./sluis approve " + answer.text("proposal")
                                    + ", then you say ./sluis emergency open " + answer.text("proposal"));
        }
    }

    @Command(name = "open", description = "Open what a colleague signed.")
    static final class Open implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "PROPOSAL", description = "The id that ./sluis emergency ask gave.")
        private UUID proposal = new UUID(0, 0);

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().post(EMERGENCIES + "/" + proposal + "/opening", new byte[0], Map.of());
            return who.saying()
                    .told(
                            answer,
                            "Open until " + answer.text("expiresAt")
                                    + ", for purpose vital-interest and this recipient alone."
                                    + " A privacy officer reviews it afterwards.");
        }
    }

    /** Whether child and holders were told. */
    static final class Notice {
        @Option(names = "--told-on", required = true, paramLabel = "DAY", description = "Child and holders were told.")
        private @Nullable LocalDate told;

        @Option(
                names = "--not-told-on",
                required = true,
                paramLabel = "DAY",
                description = "It was decided not to tell them: it would endanger the child; the note says why.")
        private @Nullable LocalDate notTold;
    }

    @Command(name = "review", description = "Propose the review of an emergency; a privacy officer signs it.")
    static final class Review implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "EMERGENCY", description = "./sluis emergency list tells it.")
        private UUID emergency = new UUID(0, 0);

        @ArgGroup(exclusive = true, multiplicity = "1")
        private Notice notice = new Notice();

        @Option(
                names = "--note",
                required = true,
                paramLabel = "ID",
                description = "Your own id of the note it stands in.")
        private String note = "";

        @Option(
                names = "--justified",
                required = true,
                arity = "1",
                paramLabel = "yes|no",
                description = "Was it right?")
        private String justified = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            String said = justified.toLowerCase(Locale.ROOT);
            if (!said.equals("yes") && !said.equals("no")) {
                throw who.wrong("--justified is yes or no");
            }
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("noticeGiven", notice.told != null);
            body.put("noticeOn", String.valueOf(notice.told != null ? notice.told : notice.notTold));
            body.put("note", note).put("justified", said.equals("yes"));
            Answer answer = who.connect().post(EMERGENCIES + "/" + emergency + "/review", bytes(body), Map.of());
            return who.saying()
                    .told(
                            answer,
                            "Proposed. A privacy officer who opened nothing says ./sluis approve "
                                    + answer.text("proposal") + ", then: ./sluis emergency close " + emergency + " "
                                    + answer.text("proposal"));
        }
    }

    @Command(name = "close", description = "Close an emergency by the review that was signed; nothing else closes it.")
    static final class Close implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(index = "0", paramLabel = "EMERGENCY")
        private UUID emergency = new UUID(0, 0);

        @Parameters(index = "1", paramLabel = "REVIEW", description = "The id that ./sluis emergency review gave.")
        private UUID review = new UUID(0, 0);

        @Override
        public Integer call() throws IOException, InterruptedException {
            String path = EMERGENCIES + "/" + emergency + "/reviews/" + review + "/closing";
            return who.saying().told(who.connect().post(path, new byte[0], Map.of()), "Closed.");
        }
    }

    @Command(
            name = "list",
            description = "Every emergency of the school, the newest first, and what is to be reviewed.")
    static final class Shown implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().get(EMERGENCIES);
            int open = 0;
            for (JsonNode each : answer.body().path("emergencies")) {
                open += each.path("state").asText().equals("closed") ? 0 : 1;
            }
            return who.saying().told(answer, open + " not closed.");
        }
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
