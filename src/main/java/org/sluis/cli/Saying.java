package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.sluis.client.GatewayClient.Answer;

/** Says an answer of the gateway in plain words, and then the answer itself. */
final class Saying {
    private final PrintWriter out;

    Saying(PrintWriter out) {
        this.out = out;
    }

    void sent(Answer answer, String recipient) {
        if (answer.ok()) {
            print("Accepted and recorded; it waits to be delivered to " + recipient + ".");
        } else {
            refused(answer);
        }
        json(answer.body());
    }

    /** Done when it was delivered. */
    int became(Answer answer) {
        String state = answer.text("state");
        String reason = answer.text("reason");
        print(
                switch (state) {
                    case "delivered" -> "Delivered.";
                    case "waiting", "sending" -> "Not delivered yet; it goes on waiting.";
                    default -> "Nothing was delivered: " + state + (reason.isEmpty() ? "" : ", " + reason) + ".";
                });
        json(answer.body());
        return state.equals("delivered") ? Sluis.DONE : Sluis.TOLD_NO;
    }

    /** Any other question: what was done, or why not. */
    int told(Answer answer, String done) {
        if (answer.ok()) {
            print(done);
        } else {
            refused(answer);
        }
        json(answer.body());
        return answer.ok() ? Sluis.DONE : Sluis.TOLD_NO;
    }

    private void refused(Answer answer) {
        String outcome = answer.text("outcome");
        String first =
                switch (outcome) {
                    case "pending" -> "Not sent: something is still to be recorded first";
                    case "route" -> "Not sent: this goes by a channel of its own";
                    case "hold" -> "Held: not sent, and a person must look at it";
                    default -> "Refused";
                };
        String code = answer.text("title");
        print(first + " (" + (code.isEmpty() ? "" : code + ", ") + "HTTP " + answer.status() + "). "
                + answer.text("detail"));
        answer.body().path("where").forEach(where -> print("  at " + where.asText()));
    }

    void print(String line) {
        out.println(line);
    }

    private void json(JsonNode body) {
        if (!body.isMissingNode()) {
            print(body.toPrettyString());
        }
    }
}
