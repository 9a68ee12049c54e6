package org.sluis.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.law.Law;
import org.sluis.party.person.Role;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows around what it is about: who is in, and where else they may go. */
@ControllerAdvice(basePackages = "org.sluis.console")
class Frame {
    private final Law law;

    Frame(Law law) {
        this.law = law;
    }

    @ModelAttribute("signedIn")
    @Nullable
    SignedIn signedIn() {
        return current();
    }

    @ModelAttribute("rooms")
    List<Room> rooms(HttpServletRequest request) {
        return Room.of(held(request));
    }

    @ModelAttribute("roles")
    List<String> roles(HttpServletRequest request) {
        return held(request).stream().map(Role::code).sorted().toList();
    }

    /** In which moments are told: that of the law. */
    @ModelAttribute("zone")
    ZoneId zone() {
        return law.settings().zone();
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @SuppressWarnings("unchecked") // RoomAccess sets it
    private static Set<Role> held(HttpServletRequest request) {
        return request.getAttribute(RoomAccess.ROLES) instanceof Set<?> roles ? (Set<Role>) roles : Set.of();
    }

    private static @Nullable SignedIn current() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getPrincipal() instanceof SignedIn signedIn ? signedIn : null;
    }
}
