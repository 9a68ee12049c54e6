package org.sluis.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Ledger;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.forgetting.EpochTurn;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "forget",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Erase a pupil of your school: one privacy officer proposes, another signs (./sluis approve). Complete"
                        + " once the epoch has turned.",
        subcommands = {
            ForgetCommand.Propose.class,
            ForgetCommand.Erase.class,
            ForgetCommand.Hold.class,
            ForgetCommand.Place.class,
            ForgetCommand.Complete.class,
            ForgetRetentionCommand.class
        })
final class ForgetCommand {
    private ForgetCommand() {}

    /** Who and why. */
    static final class What {
        @Option(
                names = "--subject",
                required = true,
                paramLabel = "ID",
                description = "The school's own id of the pupil.")
        private String subject = "";

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "CODE",
                description = "As docs/forgetting.md lists them.")
        private String reason = "";

        byte[] body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            return body.put("subject", subject).put("reason", reason).toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Command(
            name = "propose",
            description = "Propose to erase everything about one pupil.",
            footer = {"", "Example: ./sluis forget propose --as de-linde --subject WL-2017-031 --reason asked-for"})
    static final class Propose implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Mixin
        private What what = new What();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().post("v1/erasures", what.body(), Map.of());
            return who.saying()
                    .told(
                            answer,
                            "Proposed. Another privacy officer says ./sluis approve " + answer.text("proposal")
                                    + ", then you say ./sluis forget erase " + answer.text("proposal"));
        }
    }

    @Command(name = "erase", description = "Erase what another privacy officer signed. There is no way back.")
    static final class Erase implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "PROPOSAL", description = "The id that ./sluis forget propose gave.")
        private UUID proposal = new UUID(0, 0);

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer = who.connect().post("v1/erasures/" + proposal + "/completion", new byte[0], Map.of());
            return who.saying()
                    .told(
                            answer,
                            "Erased. Copies of the database tell of it until the epoch has turned: by itself within a day, or"
                                    + " ./sluis forget complete.");
        }
    }

    @Command(
            name = "hold",
            description = "Propose that nothing about a pupil is erased, or with --lift that it may be again.")
    static final class Hold implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Mixin
        private What what = new What();

        @Option(names = "--lift", description = "Propose to lift the hold that lies there.")
        private boolean lift;

        @Override
        public Integer call() throws IOException, InterruptedException {
            Answer answer =
                    who.connect().post(lift ? "v1/legal-holds/liftings" : "v1/legal-holds", what.body(), Map.of());
            return who.saying()
                    .told(
                            answer,
                            "Proposed. Another privacy officer says ./sluis approve " + answer.text("proposal")
                                    + ", then you say ./sluis forget place " + answer.text("proposal")
                                    + (lift ? " --lift" : ""));
        }
    }

    @Command(name = "place", description = "Place, or with --lift lift, the hold that another privacy officer signed.")
    static final class Place implements Callable<Integer> {
        @Mixin
        private AsParty who = new AsParty();

        @Parameters(paramLabel = "PROPOSAL", description = "The id that ./sluis forget hold gave.")
        private UUID proposal = new UUID(0, 0);

        @Option(names = "--lift", description = "It lifts the hold.")
        private boolean lift;

        @Override
        public Integer call() throws IOException, InterruptedException {
            String path = lift
                    ? "v1/legal-holds/liftings/" + proposal + "/lifting"
                    : "v1/legal-holds/" + proposal + "/placing";
            return who.saying().told(who.connect().post(path, new byte[0], Map.of()), lift ? "Lifted." : "Placed.");
        }
    }

    @Command(
            name = "complete",
            description =
                    "Turn the epoch: what is left is wrapped anew and the old keys are destroyed, so that no copy of the"
                            + " database tells of what was erased. The gateway may run meanwhile; it may be broken off and begun again.")
    static final class Complete implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private Books books = new Books();

        @Option(names = "--pending", description = "Only say what is not complete yet.")
        private boolean only;

        @Override
        public Integer call() {
            CommandLine line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
            PrintWriter out = line.getOut();
            Headway headway = Headway.atOnce(line.getErr());
            return books.with(open -> {
                try (Ledger ledger = Ledger.open(open.database().transactions(), open.keys(), open.ids())) {
                    EpochTurn turn = new EpochTurn(
                            open.database().transactions(), ledger, open.keys(), open.vault(), open.clock());
                    EpochTurn.Pending before = turn.pending();
                    if (before.erasures() > 0) {
                        out.println("The oldest erasure that is not complete is of " + before.since() + ".");
                    }
                    if (!only) {
                        EpochTurn.Turned turned = turn.complete(done -> headway.tell(
                                String.format(Locale.ROOT, "%,d rows wrapped or marked anew so far", done), false));
                        out.println(String.format(
                                Locale.ROOT,
                                "%d rows wrapped or marked anew; %d keys destroyed",
                                turned.anew(),
                                turned.destroyed().size()));
                    }
                    EpochTurn.Pending left = turn.pending();
                    told(out, "erasures", before.erasures(), left.erasures());
                    if (before.removals() > 0) {
                        told(out, "batches removed by retention", before.removals(), left.removals());
                    }
                    return left.erasures() + left.removals() == 0 || only ? Sluis.DONE : Sluis.TOLD_NO;
                }
            });
        }

        private static void told(PrintWriter out, String what, long before, long left) {
            out.println(String.format(Locale.ROOT, "%s: %d completed, %d pending", what, before - left, left));
        }
    }
}
