package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.gate.Door;
import org.sluis.keys.KeyFolder;

@ExtendWith(RealPostgres.class)
class DirectoryTest {
    private static final PartyId BRUG = new PartyId("de-brug");
    private static final Door PLAN = new Door("rest-json", new Purpose("plan-coordination"), BRUG);

    @TempDir
    private static Path folder;

    private static Transactions transactions;
    private static Ledger ledger;
    private static Directory directory;
    private static Registrar registrar;

    @BeforeAll
    static void start(Database database) {
        transactions = database.transactions();
        ledger = Ledger.open(transactions, KeyFolder.open(folder.resolve("keys"), Ids.random()), Ids.random());
        directory = new Directory(transactions);
        registrar = new Registrar(ledger, transactions, Clock.systemUTC());
        Town.register(registrar);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void whatIsThereAlreadyIsNeitherChangedNorLoggedAgain() {
        List<String> before = logged();
        long version = version(BRUG);

        Town.register(registrar);

        assertThat(before)
                .contains("party-registered", "client-registered", "mandate-registered", "entitlement-registered");
        assertThat(logged()).isEqualTo(before);
        assertThat(version(BRUG)).isEqualTo(version);
    }

    @Test
    void aChangeOfAPartyBumpsItsVersionAndIsLogged() {
        Party before = directory.find(Town.TENANT, BRUG).orElseThrow();
        int entries = logged().size();
        Party renamed = new Party(
                before.tenant(),
                before.id(),
                before.kind(),
                "De Brug, jeugdhulp",
                before.oin(),
                before.brin(),
                before.agb(),
                before.receives(),
                "https://debrug.example.nl/sluis",
                0);

        assertThat(registrar.register(renamed)).isTrue();
        assertThat(directory.find(Town.TENANT, BRUG)).contains(renamed.at(before.version() + 1));
        assertThat(logged()).hasSize(entries + 1);
        assertThat(registrar.register(before)).isTrue();
    }

    @Test
    void whatIdentifiesAPartyDoesNotChange() {
        Party brug = directory.find(Town.TENANT, BRUG).orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(new Party(
                        Town.TENANT,
                        BRUG,
                        PartyKind.SCHOOL,
                        brug.name(),
                        brug.oin(),
                        null,
                        brug.agb(),
                        null,
                        null,
                        1)));
        assertThat(directory.find(Town.TENANT, BRUG)).contains(brug);
    }

    @Test
    void aChangeOfKeysBumpsThePartysVersion() {
        long version = version(Town.LINDE);
        boolean changed = registrar.register(
                Client.of(Town.TENANT, "de-linde-direct", Town.LINDE, null, Town.jwks(Town.ec("linde-2"))));

        assertThat(changed).isTrue();
        assertThat(version(Town.LINDE)).isEqualTo(version + 1);
        assertThat(registrar.register(
                        Client.of(Town.TENANT, "de-linde-direct", Town.LINDE, null, Town.jwks(Town.LINDE_KEY))))
                .isTrue();
    }

    @Test
    void aClientIdBelongsToOneOwnerOfOneTenant() {
        registrar.registerTenant("elders", "Elders");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(
                        Client.of(Town.TENANT, "klasboek", Town.LINDE, null, Town.jwks(Town.VENDOR_KEY))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(
                        Client.of("elders", "klasboek", null, "Klasboek", Town.jwks(Town.VENDOR_KEY))));
        assertThat(directory.client("klasboek").orElseThrow().keys().getKeyByKeyId("klasboek-1"))
                .isNotNull();
    }

    @Test
    void aMandateOfAPartyThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> registrar.register(new Mandate(
                        Town.TENANT, "klasboek", new PartyId("nobody"), Town.FIRST, Town.FIRST.plusDays(1), "x")))
                .isInstanceOf(SqlFailed.class);
    }

    @Test
    void theEvidenceOfAMandateDoesNotChange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(new Mandate(
                        Town.TENANT, "rapportje", Town.LINDE, Town.FIRST, Town.FIRST.plusYears(1), "Overeenkomst 9")));
    }

    @Test
    void anEntitlementThatEndsBumpsTheRecipientAndHoldsNoMore() {
        Purpose purpose = new Purpose("plan-notice");
        Door door = new Door("rest-json", purpose, BRUG);
        Entitlement long_ = new Entitlement(
                Town.TENANT, Town.LINDE, purpose, BRUG, "rest-json", Town.FIRST, Town.FIRST.plusYears(9));
        registrar.register(long_);
        boolean before = directory.entitled(Town.TENANT, Town.LINDE, door, Town.FIRST.plusYears(1));
        long version = version(BRUG);
        registrar.register(new Entitlement(
                Town.TENANT, Town.LINDE, purpose, BRUG, "rest-json", Town.FIRST, Town.FIRST.plusYears(1)));

        assertThat(before).isTrue();
        assertThat(directory.entitled(Town.TENANT, Town.LINDE, door, Town.FIRST.plusYears(1)))
                .isFalse();
        assertThat(directory.entitled(Town.TENANT, Town.LINDE, door, Town.FIRST))
                .isTrue();
        assertThat(version(BRUG)).isEqualTo(version + 1);
    }

    @Test
    void aDirectoryIsSeenByItsOwnTenantAlone() {
        registrar.registerTenant("ergens", "Ergens");

        assertThat(directory.find("ergens", BRUG)).isEmpty();
        assertThat(directory.entitled("ergens", Town.LINDE, PLAN, Town.FIRST)).isFalse();
        assertThat(directory.mandate("ergens", "klasboek", Town.LINDE, Town.FIRST))
                .isFalse();
        assertThat(directory.mandate(Town.TENANT, "klasboek", Town.LINDE, Town.FIRST))
                .isTrue();
    }

    @Test
    void aSendHoldsItsRecipientAgainstEveryChange() {
        String state = transactions.within(Town.TENANT, sending -> {
            Party held = directory.lockedForSend(sending, Town.TENANT, BRUG);
            assertThat(held.id()).isEqualTo(BRUG);
            // Another send is not in the way; a change is.
            transactions.within(Town.TENANT, other -> directory.lockedForSend(other, Town.TENANT, BRUG));
            return transactions.within(Town.TENANT, changing -> {
                Rows.query(changing, "SELECT set_config('lock_timeout', '100ms', true)", row -> row.getString(1));
                try {
                    Rows.update(changing, "UPDATE party SET version = version + 1 WHERE id = 'de-brug'");
                    return "changed";
                } catch (SqlFailed blocked) {
                    changing.rollback();
                    return blocked.sqlState();
                }
            });
        });

        assertThat(state).isEqualTo("55P03");
    }

    @Test
    void anUnknownRecipientCannotBeHeld() {
        assertThatThrownBy(() -> transactions.within(
                        Town.TENANT, c -> directory.lockedForSend(c, Town.TENANT, new PartyId("nobody"))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.RECIPIENT_UNKNOWN));
    }

    @Test
    void aDirectoryFileWithAnUnknownOrDoubledKeyIsRefused() throws Exception {
        Path file = folder.resolve("wrong.yaml");
        String whole = Files.readString(Path.of("test-fixtures/people/parties.yaml"));

        for (String wrong : List.of(
                whole.replace("kind: youth-team", "kind: youth-team\n    kind: school"),
                whole.replace("agb: \"99000004\"", "agd: \"99000004\""),
                whole.replace("until: 2044-08-01", "until: ooit"))) {
            Files.writeString(file, wrong);
            assertThatIllegalArgumentException().isThrownBy(() -> DirectoryFile.load(file));
        }
    }

    private static long version(PartyId id) {
        return directory.find(Town.TENANT, id).orElseThrow().version();
    }

    private static List<String> logged() {
        return transactions.within(
                Town.TENANT,
                connection -> Rows.query(
                        connection, "SELECT kind FROM audit_event ORDER BY kind, id", row -> row.getString(1)));
    }
}
