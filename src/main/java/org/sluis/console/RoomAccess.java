package org.sluis.console;

import java.util.Set;
import java.util.function.Supplier;
import org.sluis.database.Transactions;
import org.sluis.party.person.Role;
import org.sluis.party.person.Roles;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Who may come into a room: whoever has one of its roles at this moment. What is in no room is nobody's. */
final class RoomAccess implements AuthorizationManager<RequestAuthorizationContext> {
    /** The request's attribute with the roles, for the menu. */
    static final String ROLES = RoomAccess.class.getName() + ".roles";

    private final Transactions transactions;

    RoomAccess(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public AuthorizationDecision check(Supplier<Authentication> authentication, RequestAuthorizationContext context) {
        Authentication who = authentication.get();
        if (who == null || !(who.getPrincipal() instanceof SignedIn signedIn)) {
            return new AuthorizationDecision(false);
        }
        Set<Role> held = transactions.within(signedIn.tenant(), connection -> Roles.of(connection, signedIn.caller()));
        context.getRequest().setAttribute(ROLES, held);
        String address = context.getRequest().getRequestURI();
        // Who has no role yet is told so at home.
        boolean home = address.equals(Room.HOME.path());
        return new AuthorizationDecision(
                home || Room.at(address).filter(room -> room.admits(held)).isPresent());
    }
}
