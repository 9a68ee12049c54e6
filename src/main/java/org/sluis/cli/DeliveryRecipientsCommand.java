package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.sluis.client.GatewayClient.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "recipients",
        description = "Whether each recipient can be reached safely, and until when: its key, and the certificates that"
                + " its servers present; and the certificates of our own.",
        footer = {"", "Example: ./sluis delivery recipients --as de-linde --client linde-3"})
final class DeliveryRecipientsCommand implements Callable<Integer> {
    @Mixin
    private AsParty who = new AsParty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Answer answer = RuleCommands.get(who, DeliveryCommand.DELIVERY + "/recipients");
        if (!answer.ok()) {
            return who.saying().told(answer, "");
        }
        JsonNode recipients = answer.body().path("recipients");
        JsonNode own = answer.body().path("own");
        DeliveryCommand.table(who, "recipients", recipients, "recipient", "what", "state", "until");
        DeliveryCommand.table(who, "our own", own, "bundle", "state", "until");
        who.saying().print("recipients: " + (notGood(recipients) + notGood(own)) + " to look at");
        return Sluis.DONE;
    }

    private static long notGood(JsonNode rows) {
        long count = 0;
        for (JsonNode row : rows) {
            count += row.path("state").asText().equals("good") ? 0 : 1;
        }
        return count;
    }
}
