package org.sluis.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.DisclosureRequest;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Transactions;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Received;
import org.sluis.party.Authenticated;
import org.sluis.party.Directory;

@ExtendWith(RealPostgres.class)
class ResolveConsentTest {
    private static final String NOOR = "WL-2017-031";

    @TempDir
    private Path temp;

    @Test
    void asksTheRegisterAndHoldsWhenItIsAway() throws Exception {
        try (Database database = Database.open(RealPostgres.fresh());
                Waterlee town = new Waterlee(database, temp.resolve("keys"))) {
            town.moveIn();
            ResolveConsent step = new ResolveConsent(town.transactions, town.register, town.law, town.rosters);
            DisclosureRequest sameDay = request(town, "2017-03-14");
            DisclosureRequest otherDay = request(town, "2017-03-15");
            DisclosureRequest nobody = request(town, "2017-03-14", "WL-0000-000");

            assertThat(step.resolveConsent(sameDay).facts()).isEqualTo(town.facts(Waterlee.LINDE, NOOR));
            assertThat(step.resolveConsent(otherDay).facts().birthDateAgrees()).isFalse();
            assertThat(step.resolveConsent(nobody).facts().subject()).isNull();
            assertThat(step.resolveConsent(sameDay)).hasToString("ConsentedRequest[" + new UUID(8, 8) + "]");

            PGSimpleDataSource nowhere = new PGSimpleDataSource();
            nowhere.setServerNames(new String[] {"127.0.0.1"});
            nowhere.setPortNumbers(new int[] {1});
            ResolveConsent away = new ResolveConsent(new Transactions(nowhere), town.register, town.law, town.rosters);
            assertThatThrownBy(() -> away.resolveConsent(sameDay)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.CONSENT_REGISTER_UNREACHABLE);
                assertThat(refused.rows()).containsExactly("R46");
            });
        }
        assertThatThrownBy(() -> new ResolveConsent(null, null, null, null).resolveConsent(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("no request was made");
    }

    private static DisclosureRequest request(Waterlee town, String birthDate) throws Exception {
        return request(town, birthDate, NOOR);
    }

    /** Proofs cannot be made here; a test may take one by force. */
    private static DisclosureRequest request(Waterlee town, String birthDate, String localId) throws Exception {
        Door door = new Door("rest-json", new Purpose("plan-coordination"), new PartyId("jeugdhulp-oever"));
        Arrival arrival = new Arrival(door, new byte[0], "", "", "", null, null, null);
        Received received = make(
                Received.class,
                new UUID(8, 8),
                arrival,
                Received.Form.JSON,
                DecisionInstant.of(Clock.fixed(Waterlee.NOW, ZoneOffset.UTC), null));
        Directory directory = new Directory(town.transactions);
        Authenticated authenticated = make(
                Authenticated.class,
                received,
                Waterlee.LINDE,
                directory.find(Waterlee.TENANT, Waterlee.LINDE.party()).orElseThrow(),
                directory.find(Waterlee.TENANT, door.recipient()).orElseThrow());
        Elements elements = Elements.of(List.of(new Element("subject.birthDate", 0, birthDate)));
        return make(DisclosureRequest.class, authenticated, elements, "m-1", localId, null);
    }

    private static <T> T make(Class<T> proof, Object... parts) throws Exception {
        @SuppressWarnings("unchecked")
        Constructor<T> constructor = (Constructor<T>) proof.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(parts);
    }
}
