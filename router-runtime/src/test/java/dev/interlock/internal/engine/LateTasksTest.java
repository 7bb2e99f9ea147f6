package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LateTasksTest {
    private final LateTasks late = new LateTasks();
    private final List<String> performed = new ArrayList<>();

    /** A task that the loop has accepted, and that records its name when it runs. */
    private final class Named extends LoopTask {
        private final String name;

        Named(String name) {
            this.name = name;
            give();
        }

        @Override
        protected void perform() {
            performed.add(name);
        }
    }

    @Test
    void runsTasksInTheirOrder() {
        for (String name : List.of("a", "b", "c")) {
            late.add(new Named(name));
        }
        late.run();
        late.run();
        assertThat(performed).containsExactly("a", "b", "c").inOrder();
    }

    @Test
    void runsTasksAfterFailure() {
        late.add(new Named("a"));
        late.add(new Failing());
        late.add(new Named("b"));
        late.run();
        assertThat(performed).containsExactly("a", "b").inOrder();
    }

    private static final class Failing extends LoopTask {
        Failing() {
            give();
        }

        @Override
        protected void perform() {
            throw new OutOfMemoryError("fault");
        }
    }

    @Test
    void runsTaskAddedWhileRunning() {
        late.add(new Repeating());
        late.run();
        assertThat(performed).containsExactly("once");
        late.run();
        assertThat(performed).containsExactly("once", "once");
        late.run();
        assertThat(performed).hasSize(2);
    }

    private final class Repeating extends LoopTask {
        Repeating() {
            give();
        }

        @Override
        protected void perform() {
            performed.add("once");
            if (performed.size() == 1) {
                give();
                late.add(this);
            }
        }
    }

    /** A queue may accept a task and then throw an exception. */
    @Test
    void performsTaskOncePerHandOver() {
        LoopTask task = new Named("once");
        late.add(task);
        task.run();
        late.run();
        assertThat(performed).containsExactly("once");
    }
}
