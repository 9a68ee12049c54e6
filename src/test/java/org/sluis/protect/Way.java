package org.sluis.protect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.connector.TranslateIn;
import org.sluis.consent.ResolveConsent;
import org.sluis.gate.Receive;
import org.sluis.party.Authenticate;
import org.sluis.policy.Decide;
import org.sluis.policy.Permit;

/** The real steps that lead to this room: a proof cannot be made by hand, only earned. */
final class Way implements AutoCloseable {
    static final String DE_LINDE = "de-linde-direct";
    static final String HET_ANKER = "het-anker-direct";

    private final TestGateway gateway = new TestGateway("sluis.delivery.workers=0");
    private final TestTown town = new TestTown(gateway);
    private int messages;

    <T> T bean(Class<T> type) {
        return gateway.bean(type);
    }

    /** Both parents said yes, for these categories. */
    void child(String client, String localId, String recipient, List<String> categories) {
        town.child(client, localId);
        consents(client, localId, recipient, categories);
    }

    void consents(String client, String localId, String recipient, List<String> categories) {
        for (String parent : List.of("ouder-1", "ouder-2")) {
            town.consent(client, localId, parent, "grant", recipient, categories);
        }
    }

    Permit permit(String client, String localId, String recipient, Consumer<ObjectNode> change) {
        ObjectNode plan = (ObjectNode) TestTown.read(town.plan(localId, "protect-" + messages++));
        if (client.equals(HET_ANKER)) {
            ((ObjectNode) plan.path("school"))
                    .put("oin", "00000099000000002000")
                    .put("brin", "99ZB00");
        }
        change.accept(plan);
        return bean(Decide.class)
                .decide(bean(ResolveConsent.class)
                        .resolveConsent(bean(TranslateIn.class)
                                .translateIn(bean(Authenticate.class)
                                        .authenticate(bean(Receive.class)
                                                .receive(gateway.arrival(
                                                        client, "plan-coordination", recipient, plan.toString()))))));
    }

    MinimisedRecord minimised(String client, String localId, String recipient) {
        return bean(Minimise.class).minimise(permit(client, localId, recipient, plan -> {}));
    }

    PseudonymisedRecord pseudonymised(String client, String localId, String recipient) {
        return bean(Pseudonymise.class).pseudonymise(minimised(client, localId, recipient));
    }

    RenderedPayload rendered(String client, String localId, String recipient) {
        return bean(TranslateOut.class).translateOut(pseudonymised(client, localId, recipient));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
