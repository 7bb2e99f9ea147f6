package dev.interlock.generated.proto;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.ThreadMXBean;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import java.lang.management.ManagementFactory;
import java.nio.CharBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Encoding in steady state allocates nothing on the heap. */
final class EncodingAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 1_000;

    private static final String TEXT = "a text of some length, which is copied as a block";
    private static final String NO_ASCII = "gr\u00fc\u00dfe \u4e00\ud83d\ude00";
    private static final CharSequence CHARACTERS = CharBuffer.wrap("characters");
    private static final Slice SLICE = Slice.of("a slice");
    private static final byte[] BYTES = new byte[20];
    private static final int[] INTS = {1, -1, 300, 1 << 20};
    private static final long[] LONGS = {1, -1, 300, 1L << 60};

    private final ByteWriter out = new ByteWriter(1024);
    private final Tree tree = new Tree(new MessageEncoder());

    /** Stands for a generated encoder. */
    private static final class Tree {
        private static final List<String> REQUIRED = List.of("required");

        private final MessageEncoder message;
        private final Nested<Tree> inner;
        private final Nested<Tree> group;
        private final Nested<MessageEncoder> entry;

        Tree(MessageEncoder message) {
            this.message = message.of("test.Tree", 70, REQUIRED);
            inner = new Nested<>(message, tag(2, Wire.LEN), "test.Tree.inner", Tree.class, Tree::new);
            group = new Nested<>(message, tag(3, Wire.SGROUP), "test.Tree.group", Tree.class, Tree::new);
            entry = Nested.entry(message, tag(4, Wire.LEN), "test.Tree.map");
        }
    }

    private static int tag(int number, int wireType) {
        return number << Wire.TYPE_BITS | wireType;
    }

    @Test
    void writingAllocatesNothing() {
        assertThat(allocatedBy(this::write)).isEqualTo(0);
        assertThat(out.length()).isGreaterThan(500);
    }

    private void write() {
        out.clear();
        tree.message.begin(out);
        fields(tree);
        for (int i = 0; i < 3; i++) {
            Tree inner = tree.inner.begin();
            fields(inner);
            fields(inner.group.begin());
            inner.group.end();
            tree.inner.end();
        }
        MessageEncoder entry = tree.entry.begin();
        entry.string(tag(1, Wire.LEN), "key");
        entry.int64(tag(2, Wire.VARINT), 7);
        tree.entry.end();
        tree.message.end();
    }

    private static void fields(Tree tree) {
        MessageEncoder message = tree.message;
        message.int32(tag(5, Wire.VARINT), -5);
        message.mark(0);
        message.sint64(tag(6, Wire.VARINT), 1L << 40);
        message.floating(tag(7, Wire.I64), 0.5);
        message.string(tag(8, Wire.LEN), TEXT);
        message.string(tag(8, Wire.LEN), NO_ASCII);
        message.string(tag(8, Wire.LEN), CHARACTERS);
        message.utf8(tag(8, Wire.LEN), SLICE);
        message.bytes(tag(8, Wire.LEN), BYTES);
        if (message.isNews(69, true)) {
            message.bool(tag(9, Wire.VARINT), true);
        }
        message.packedInt32(tag(10, Wire.LEN), INTS);
        message.packedInt32(tag(10, Wire.LEN), 9);
        message.packedInt64(tag(11, Wire.LEN), LONGS);
        message.packedFixed64(tag(12, Wire.LEN), LONGS);
    }

    private static long allocatedBy(Runnable message) {
        run(message, WARM_UP);
        // The JIT compiler may still replace code in the background, and deoptimization allocates. So the best of
        // several rounds counts.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least > 0; round++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            run(message, MEASURED);
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, after - before);
        }
        return least;
    }

    private static void run(Runnable message, int times) {
        for (int i = 0; i < times; i++) {
            message.run();
        }
    }
}
