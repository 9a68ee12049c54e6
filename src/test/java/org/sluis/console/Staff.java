package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.TestTown;
import org.sluis.party.account.Accounts;
import org.sluis.party.account.Invited;
import org.sluis.party.account.Opening;
import org.sluis.party.person.Officers;
import org.sluis.party.person.Role;

/** Somebody for each role at De Linde, with an account for the console; and one of another controller's school of the same name. */
final class Staff implements AutoCloseable {
    static final String PASSWORD = "vijf gele klompen drijven";

    final Officers officers;
    private final Map<Role, Person> persons = new EnumMap<>(Role.class);
    private final Map<String, Long> used = new HashMap<>();

    record Person(UUID id, String name, byte[] secret) {}

    Staff(String... properties) {
        officers = new Officers(properties);
        int number = 20;
        for (Role role : Role.values()) {
            UUID id = officers.person("de-linde-direct", "medewerker-" + number++);
            officers.approved(
                    "linde-1", officers.role("linde-1", id, role.code()), officers.second, officers.secondKey);
            persons.put(role, opened("de-linde-direct", id));
        }
    }

    Person of(Role role) {
        Person person = persons.get(role);
        assertThat(person).isNotNull();
        return person;
    }

    /** One more who has this role. */
    Person another(Role role) {
        UUID id = officers.person("de-linde-direct", "medewerker-" + (60 + used.size()));
        officers.approved("linde-1", officers.role("linde-1", id, role.code()), officers.second, officers.secondKey);
        return opened("de-linde-direct", id);
    }

    /** The privacy officer of another school of the same controller. */
    Person ofOtherSchool() {
        return opened("het-anker-direct", officers.anker);
    }

    /** Somebody without a role. */
    Person newcomer() {
        return opened("de-linde-direct", officers.person("de-linde-direct", "medewerker-" + (100 + used.size())));
    }

    String token(String client, UUID person) {
        HttpResponse<String> answer = officers.gateway.post(client, "/v1/persons/" + person + "/invitations", "");
        JsonNode invited = TestTown.read(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return invited.path("link").asText().replaceAll(".*#", "");
    }

    private Person opened(String client, UUID person) {
        String token = token(client, person);
        Accounts accounts = officers.gateway.bean(Accounts.class);
        Invited invited = accounts.invited(token).orElseThrow();
        assertThat(accounts.open(token, PASSWORD, code(invited.secret(), 0))).isEqualTo(Opening.DONE);
        used.put(invited.name(), Instant.now().getEpochSecond() / 30);
        return new Person(person, invited.name(), invited.secret());
    }

    /** A code that was not used before: of this half minute, or of the next where that is used. */
    String code(Person person) {
        long step = Math.max(Instant.now().getEpochSecond() / 30, used.getOrDefault(person.name(), 0L) + 1);
        used.put(person.name(), step);
        return at(person.secret(), step);
    }

    /** @param steps half minutes from now */
    static String code(byte[] secret, long steps) {
        return at(secret, Instant.now().getEpochSecond() / 30 + steps);
    }

    private static String at(byte[] secret, long step) {
        try {
            var codes = new TimeBasedOneTimePasswordGenerator();
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(secret, codes.getAlgorithm()), Instant.ofEpochSecond(step * 30));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        officers.close();
    }
}
