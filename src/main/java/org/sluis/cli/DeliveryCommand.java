package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delivery",
        synopsisSubcommandLabel = "COMMAND",
        description = "See what waits to be delivered, and what waits for you. For operators.",
        subcommands = {
            DeliveryCommand.Listed.class,
            DeliveryCommand.Unanswered.class,
            DeliveryRecipientsCommand.class,
            DeliveryCommand.Requeue.class,
            DeliveryCommand.Drop.class,
            DeliveryCommand.Pause.class,
            DeliveryCommand.Drain.class,
            DeliveryCommand.Open.class
        })
final class DeliveryCommand {
    static final String DELIVERY = "v1/delivery";

    private DeliveryCommand() {}

    @Command(
            name = "list",
            description = "What waits by recipient, the dead letters, and the ways that are shut.",
            footer = {"", "Example: ./sluis delivery list --as de-linde --client linde-3"})
    static final class Listed implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return shown(who, RuleCommands.get(who, DELIVERY));
        }
    }

    @Command(
            name = "unanswered",
            description = "What was to be answered and was not, each with why: no signal falls between two chairs.",
            footer = {"", "Example: ./sluis delivery unanswered --as de-linde --client linde-3"})
    static final class Unanswered implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = RuleCommands.get(who, DELIVERY + "/unanswered");
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            JsonNode all = answer.body().path("unanswered");
            table(
                    who,
                    "unanswered",
                    all,
                    "disclosure",
                    "sender",
                    "recipient",
                    "purpose",
                    "state",
                    "because",
                    "reason",
                    "turn",
                    "by");
            who.saying().print("unanswered: " + all.size());
            return Sluis.DONE;
        }
    }

    /** What is done to one dead letter. */
    abstract static class OfOne implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "ID", description = "Of the disclosure.")
        private UUID disclosure = new UUID(0, 0);

        abstract String what();

        @Override
        public Integer call() throws IOException, InterruptedException {
            String path = DELIVERY + "/" + disclosure + "/" + what();
            Answer answer = RuleCommands.post(who, path, RuleCommands.object());
            if (!answer.ok()) {
                return who.saying().told(answer, "");
            }
            who.saying().print(disclosure + " is " + answer.body().path("state").asText());
            return Sluis.DONE;
        }
    }

    @Command(
            name = "requeue",
            description = "Let a dead letter go on. It is decided again, and goes only if it still may.")
    static final class Requeue extends OfOne {
        @Override
        String what() {
            return "requeue";
        }
    }

    @Command(name = "drop", description = "Drop a dead letter: what is in it is destroyed, and its sender is told.")
    static final class Drop extends OfOne {
        @Override
        String what() {
            return "drop";
        }
    }

    /** What is done to a way. */
    abstract static class OfWay implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @ArgGroup(multiplicity = "1")
        private Way way = new Way();

        abstract String state();

        @Override
        public Integer call() throws IOException, InterruptedException {
            boolean recipient = !way.recipient.isEmpty();
            return shown(
                    who,
                    RuleCommands.post(
                            who,
                            DELIVERY + "/regulate",
                            RuleCommands.object()
                                    .put("kind", recipient ? "recipient" : "connector")
                                    .put("id", recipient ? way.recipient : way.connector)
                                    .put("state", state())));
        }
    }

    /** One of both. */
    static final class Way {
        @Option(names = "--recipient", paramLabel = "PARTY", description = "All that goes to this party.")
        private String recipient = "";

        @Option(names = "--connector", paramLabel = "NAME", description = "All that goes by this connector.")
        private String connector = "";
    }

    @Command(name = "pause", description = "Send nothing for now; what comes in waits.")
    static final class Pause extends OfWay {
        @Override
        String state() {
            return "paused";
        }
    }

    @Command(name = "drain", description = "Take nothing in for now; what waits is sent.")
    static final class Drain extends OfWay {
        @Override
        String state() {
            return "draining";
        }
    }

    @Command(name = "open", description = "Take in and send again.")
    static final class Open extends OfWay {
        @Override
        String state() {
            return "open";
        }
    }

    private static int shown(AsParty who, Answer answer) {
        if (!answer.ok()) {
            return who.saying().told(answer, "");
        }
        JsonNode all = answer.body();
        table(who, "waiting", all.path("queues"), "recipient", "waiting", "parked", "oldest");
        table(
                who,
                "dead letters",
                all.path("deadLetters"),
                "disclosure",
                "recipient",
                "purpose",
                "reason",
                "attempts",
                "behind",
                "expires");
        table(who, "shut", all.path("valves"), "kind", "id", "state", "since");
        who.saying()
                .print("delivery: " + sum(all.path("queues"), "waiting") + " waiting, "
                        + all.path("deadLetters").size() + " dead letters, "
                        + all.path("valves").size() + " ways shut");
        return Sluis.DONE;
    }

    private static long sum(JsonNode rows, String column) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.path(column).asLong();
        }
        return sum;
    }

    /** Nothing where there are no rows. */
    static void table(AsParty who, String title, JsonNode rows, String... columns) {
        if (rows.isEmpty()) {
            return;
        }
        who.saying().print(title);
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(columns));
        rows.forEach(row -> {
            List<String> line = new ArrayList<>();
            for (String column : columns) {
                line.add(row.path(column).asText(""));
            }
            lines.add(line);
        });
        TextTable.lines(lines).forEach(line -> who.saying().print("  " + line));
    }
}
