package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostTurnsTest {

    private final List<String> started = new ArrayList<>();
    private final HostTurns turns = new HostTurns(4, 2);

    private void enter(String host, String name) {
        turns.enter(host, () -> started.add(name));
    }

    @Test
    void a_host_with_many_pictures_leaves_room_for_the_others() {
        for (int i = 1; i <= 5; i++) {
            enter("slow", "slow" + i);
        }
        enter("quick", "quick1");

        assertThat(started).containsExactly("slow1", "slow2", "quick1");
    }

    @Test
    void hosts_take_turns_when_there_is_no_room() {
        for (String host : List.of("a", "b", "c")) {
            for (int i = 1; i <= 3; i++) {
                enter(host, host + i);
            }
        }
        assertThat(started).containsExactly("a1", "a2", "b1", "b2");

        turns.leave("a");
        turns.leave("a");
        turns.leave("b");

        // the host that waits longest first, if it may have more
        assertThat(started.subList(4, 7)).containsExactly("a3", "c1", "b3");
        turns.leave("c");
        turns.leave("c");
        assertThat(started).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void a_task_that_ends_at_once_makes_room_for_the_next() {
        HostTurns single = new HostTurns(1, 1);
        for (int i = 0; i < 3; i++) {
            String name = "t" + i;
            single.enter("h", () -> {
                started.add(name);
                single.leave("h");
            });
        }

        assertThat(started).containsExactly("t0", "t1", "t2");
    }
}
