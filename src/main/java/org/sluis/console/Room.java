package org.sluis.console;

import static org.sluis.party.person.Role.AUDIT_REVIEWER;
import static org.sluis.party.person.Role.DATA_PROTECTION_OFFICER;
import static org.sluis.party.person.Role.INTEGRATOR;
import static org.sluis.party.person.Role.OPERATOR;
import static org.sluis.party.person.Role.PRIVACY_OFFICER;
import static org.sluis.party.person.Role.PROFESSIONAL;
import static org.sluis.party.person.Role.REGION;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sluis.party.person.Role;

/**
 * Every page of the console and who may come in: the menu, the guard at the door and the test that tries every page as everybody
 * read this list. A page that is not here is nobody's. What a page shows is guarded once more where it comes from.
 */
public enum Room {
    HOME("/console", Role.values()),
    RULES("/console/rules", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER, AUDIT_REVIEWER, REGION),
    MATRIX("/console/matrix", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER, AUDIT_REVIEWER, REGION),
    STANDING("/console/standing", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER, AUDIT_REVIEWER, OPERATOR),
    DRAFTS("/console/drafts", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER),
    PROPOSALS("/console/proposals", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER, PROFESSIONAL),
    KEY("/console/key", PRIVACY_OFFICER, PROFESSIONAL),
    PAPERS("/console/papers", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER),
    SPINE("/console/spine", OPERATOR),
    WAITING("/console/waiting", OPERATOR),
    DEAD_LETTERS("/console/dead-letters", OPERATOR),
    RECIPIENTS("/console/recipients", OPERATOR),
    CONNECTORS("/console/connectors", OPERATOR, INTEGRATOR),
    TRIAL("/console/trial", INTEGRATOR),
    DOORS("/console/doors", INTEGRATOR),
    TEST_KEYS("/console/test-keys", INTEGRATOR),
    LOG("/console/log", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER, AUDIT_REVIEWER),
    FINDINGS("/console/findings", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER, AUDIT_REVIEWER),
    PROOF("/console/proof", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER, AUDIT_REVIEWER),
    REPORT("/console/report", PRIVACY_OFFICER),
    AGREEMENT("/console/agreement", PRIVACY_OFFICER, DATA_PROTECTION_OFFICER, AUDIT_REVIEWER, REGION);

    private final String path;
    private final Set<Role> roles;

    Room(String path, Role... roles) {
        this.path = path;
        this.roles = Set.of(roles);
    }

    public String path() {
        return path;
    }

    public Set<Role> roles() {
        return roles;
    }

    /** As the words of the pages name it: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean admits(Set<Role> held) {
        return held.stream().anyMatch(roles::contains);
    }

    /** The room that an address is in: what stands at its path, or below it. */
    static Optional<Room> at(String address) {
        return Arrays.stream(values())
                .filter(room -> address.equals(room.path) || room != HOME && address.startsWith(room.path + "/"))
                .max(Comparator.comparing(room -> room.path.length()));
    }

    /** Those for these roles, in order. */
    static List<Room> of(Set<Role> held) {
        return Arrays.stream(values()).filter(room -> room.admits(held)).toList();
    }
}
