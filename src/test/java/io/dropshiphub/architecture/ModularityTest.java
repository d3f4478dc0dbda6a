package io.dropshiphub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.DropshipHub;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms of the hub and the doors between them. */
class ModularityTest {

    /** Which room may use which, beside {@code product}, which all may use, and {@code calls}, which all may use who call. */
    private static final Map<String, Set<String>> DOORS = Map.of(
            "intake", Set.of("registration"),
            "registration", Set.of("queue", "accounts"),
            "images", Set.of("storage"),
            "platforms", Set.of("accounts"),
            "accounts", Set.of("security"),
            "orders", Set.of("payments"));

    /** Rooms that call outside services. */
    private static final Set<String> CALLERS = Set.of("platforms", "payments");

    private static final ApplicationModules ROOMS = ApplicationModules.of(DropshipHub.class);

    @Test
    void no_room_reaches_into_another_ones_inside_and_there_are_no_cycles() {
        ROOMS.verify();
    }

    @Test
    void rooms_use_only_the_neighbours_they_may() {
        ROOMS.stream().filter(room -> !name(room).equals("admin")).forEach(room -> {
            Set<String> allowed = new TreeSet<>(DOORS.getOrDefault(name(room), Set.of()));
            allowed.add("product");
            if (CALLERS.contains(name(room))) {
                allowed.add("calls");
            }
            assertThat(neighbours(room)).as("rooms that %s uses", name(room)).isSubsetOf(allowed);
        });
    }

    @Test
    void the_kernel_uses_nobody_and_the_sandbox_shares_no_code_with_what_it_imitates() {
        assertThat(neighbours(room("product"))).isEmpty();
        assertThat(neighbours(room("calls"))).containsOnly("product");
        assertThat(neighbours(room("sandbox"))).isEmpty();
        ROOMS.stream().forEach(room -> assertThat(neighbours(room))
                .as("rooms that %s uses", name(room))
                .doesNotContain("sandbox"));
    }

    private static ApplicationModule room(String name) {
        return ROOMS.getModuleByName(name).orElseThrow();
    }

    private static String name(ApplicationModule room) {
        return room.getIdentifier().toString();
    }

    private static Set<String> neighbours(ApplicationModule room) {
        return room.getDirectDependencies(ROOMS).stream()
                .map(dependency -> name(dependency.getTargetModule()))
                .filter(target -> !target.equals(name(room)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
