package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FifoQueueTest {
    @Test
    void agreesWithQueueOfJdk() {
        Random random = new Random(17);
        FifoQueue<Integer> queue = new FifoQueue<>(2);
        ArrayDeque<Integer> expected = new ArrayDeque<>();
        for (int i = 0; i < 10_000; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    queue.add(i);
                    expected.add(i);
                }
                case 2 -> {
                    if (!expected.isEmpty()) {
                        queue.removeLast();
                        expected.removeLast();
                    }
                }
                default -> assertThat(queue.poll()).isEqualTo(expected.poll());
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(queue.peek()).isEqualTo(expected.peek());
            assertThat(queue.peekLast()).isEqualTo(expected.peekLast());
        }
    }

    @Test
    void keepsElementsWithoutMemoryToGrow() {
        FifoQueue<String> queue = new FifoQueue<>(2, length -> {
            if (length > 2) {
                throw new OutOfMemoryError("planted");
            }
            return new Object[length];
        });
        queue.add("a");
        queue.add("b");
        assertThrows(OutOfMemoryError.class, () -> queue.add("c"));
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.get(1)).isEqualTo("b");
        assertThat(queue.poll()).isEqualTo("a");
        queue.add("c");
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.poll()).isEqualTo("c");
        assertThat(queue.poll()).isNull();
    }
}
