package dev.interlock.generated.proto;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.interlock.bytes.ByteWriter;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.function.Executable;

/** Writes trees of nested messages, as generated code does. */
final class NestedTest {
    private static final int BYTES_TAG = 1 << Wire.TYPE_BITS | Wire.LEN;
    private static final int INNER_TAG = 2 << Wire.TYPE_BITS | Wire.LEN;
    private static final int GROUP_TAG = 3 << Wire.TYPE_BITS | Wire.SGROUP;
    private static final int MAP_TAG = 4 << Wire.TYPE_BITS | Wire.LEN;

    private final ByteWriter out = new ByteWriter(0);
    private final MessageEncoder root = new MessageEncoder();
    private final Tree tree = new Tree(root);

    /** Stands for a generated encoder. */
    static final class Tree {
        private final MessageEncoder message;
        private final Nested<Tree> inner;
        private final Nested<Tree> group;
        private final Nested<MessageEncoder> entry;
        private final Nested<Tree> value;

        Tree(MessageEncoder message) {
            this.message = message.of("test.Tree", 0);
            inner = new Nested<>(message, INNER_TAG, "test.Tree.inner", Tree.class, Tree::new);
            group = new Nested<>(message, GROUP_TAG, "test.Tree.group", Tree.class, Tree::new);
            entry = Nested.entry(message, MAP_TAG, "test.Tree.map");
            value = new Nested<>(entry.message(), INNER_TAG, "test.Tree.map", Tree.class, Tree::new);
        }

        void bytes(int length) {
            message.bytes(BYTES_TAG, new byte[length]);
        }
    }

    @Example
    void rejectedEntryWritesNothing() {
        out.clear();
        root.begin(out);
        tree.bytes(1);
        assertThrows(IllegalArgumentException.class, () -> tree.entry.begin().uint32(BYTES_TAG, 1L << Integer.SIZE));
        tree.bytes(2);
        assertThrows(IllegalArgumentException.class, () -> tree.entry.begin().uint32(BYTES_TAG, 1L << Integer.SIZE));
        root.end();

        assertThat(out.length()).isEqualTo(2 + 1 + 2 + 2);
    }

    @Property(tries = 200)
    void writesTreesLikeProtobuf(@ForAll Random random) throws InvalidProtocolBufferException {
        out.clear();
        root.begin(out);
        UnknownFieldSet expected = write(tree, random, 4);
        root.end();
        assertThat(written()).isEqualTo(expected);
        assertThat(written().toByteString()).isEqualTo(ByteString.copyFrom(out.array(), 0, out.length()));
    }

    /** Writes bytes, then messages, groups and entries, in the order of their field numbers. */
    private static UnknownFieldSet write(Tree tree, Random random, int depth) {
        UnknownFieldSet.Builder expected = UnknownFieldSet.newBuilder();
        int length = random.nextInt(3) == 0 ? random.nextInt(300) : random.nextInt(40);
        tree.bytes(length);
        expected.mergeField(
                1,
                field().addLengthDelimited(ByteString.copyFrom(new byte[length]))
                        .build());
        for (int i = random.nextInt(depth); i > 0; i--) {
            ByteString inner = write(tree.inner.begin(), random, depth - 1).toByteString();
            tree.inner.end();
            expected.mergeField(2, field().addLengthDelimited(inner).build());
        }
        for (int i = random.nextInt(depth); i > 0; i--) {
            UnknownFieldSet group = write(tree.group.begin(), random, depth - 1);
            tree.group.end();
            expected.mergeField(3, field().addGroup(group).build());
        }
        for (int i = random.nextInt(depth); i > 0; i--) {
            expected.mergeField(
                    4,
                    field().addLengthDelimited(writeEntry(tree, random, depth)).build());
        }
        return expected.build();
    }

    private static ByteString writeEntry(Tree tree, Random random, int depth) {
        tree.entry.begin().string(BYTES_TAG, "key");
        ByteString value = write(tree.value.begin(), random, depth - 1).toByteString();
        tree.value.end();
        tree.entry.end();
        return UnknownFieldSet.newBuilder()
                .mergeField(
                        1,
                        field().addLengthDelimited(ByteString.copyFromUtf8("key"))
                                .build())
                .mergeField(2, field().addLengthDelimited(value).build())
                .build()
                .toByteString();
    }

    private static UnknownFieldSet.Field.Builder field() {
        return UnknownFieldSet.Field.newBuilder();
    }

    @Example
    void writesLengthsOfEveryWidth() throws InvalidProtocolBufferException {
        int[] lengths = {0, 200, 1, 20_000, 126, 3_000_000, 5, 124, 125, 126};
        root.begin(out);
        for (int length : lengths) {
            tree.inner.begin().bytes(length);
            tree.inner.end();
        }
        root.end();
        List<ByteString> found = written().getField(2).getLengthDelimitedList();
        assertThat(found).hasSize(lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            UnknownFieldSet inner = UnknownFieldSet.parseFrom(found.get(i));
            assertThat(inner.getField(1).getLengthDelimitedList().get(0).size()).isEqualTo(lengths[i]);
        }
        assertThat(written().getSerializedSize()).isEqualTo(out.length());
    }

    @Example
    void outerMessageWaitsForInner() {
        root.begin(out);
        Tree inner = tree.inner.begin();
        refused("test.Tree.inner is open: end it before you write to test.Tree", () -> tree.bytes(1));
        refused("test.Tree.inner is open", () -> tree.group.begin());
        refused("test.Tree.inner is open", root::end);
        refused("test.Tree.inner is open", root::requireOpen);
        inner.group.begin();
        refused("test.Tree.group is open", tree.inner::end);
        refused("test.Tree.group is open", () -> inner.bytes(1));
        inner.group.end();
        tree.inner.end();
        root.end();
        assertThat(Arrays.copyOf(out.array(), out.length()))
                .isEqualTo(new byte[] {INNER_TAG, 2, GROUP_TAG, GROUP_TAG + 1});
    }

    @Example
    void rejectsUseOfClosedMessage() {
        refused("test.Tree is not open", () -> tree.bytes(1));
        refused("test.Tree is not open", root::end);
        refused("test.Tree is not open", () -> tree.inner.begin());
        root.begin(out);
        refused("test.Tree.inner is not open: begin it before you end it", tree.inner::end);
        Tree inner = tree.inner.begin();
        refused("test.Tree.group is not open", tree.group::end);
        tree.inner.end();
        refused("test.Tree.inner is not open", tree.inner::end);
        refused("test.Tree is not open", () -> inner.bytes(1));
        root.end();
        refused("test.Tree is not open", () -> tree.bytes(1));
        refused("test.Tree is not open", () -> root.int32(8, 1));
    }

    @Example
    void outputGrowsAtEndOfMessage() {
        out.append("before");
        root.begin(out);
        tree.bytes(1);
        tree.inner.begin().bytes(300);
        tree.inner.end();
        assertThat(out.toString()).isEqualTo("before");
        root.end();
        assertThat(out.length()).isEqualTo("before".length() + 3 + 3 + 303);
    }

    @Example
    void rejectsOtherOutputWithinMessage() {
        root.begin(out);
        tree.bytes(1);
        out.append("text");
        refused("test.Tree: other code wrote to the output before the end of this message", root::end);
    }

    @Example
    void innerEncoderCannotBeOutermost() {
        root.begin(out);
        Tree inner = tree.inner.begin();
        refused("is within another message", () -> inner.message.begin(out));
        refused("is within another message", inner.message::end);
    }

    @Example
    void abandonedMessageCanBeginAgain() {
        ScopedEncoder<Tree> scoped = new ScopedEncoder<>(Tree::new);
        Tree kept = scoped.generated();
        kept.message.begin(out);
        Tree inner = kept.inner.begin();
        Tree innermost = inner.group.begin();
        scoped.endOfRequest(0);
        for (Tree each : List.of(kept, inner, innermost)) {
            refused("test.Tree is not open", () -> each.bytes(1));
        }
        refused("is not open", inner.group::end);
        refused("is not open", kept.inner::end);
        assertThat(scoped.retainedBytes()).isEqualTo(0);

        out.clear();
        kept.message.begin(out);
        kept.inner.begin();
        kept.inner.end();
        kept.message.end();
        assertThat(Arrays.copyOf(out.array(), out.length())).isEqualTo(new byte[] {INNER_TAG, 0});
    }

    @Example
    void retainsNoMoreThanOutput() {
        ScopedEncoder<Tree> scoped = new ScopedEncoder<>(Tree::new);
        Tree kept = scoped.generated();
        List<WeakReference<byte[]>> arrays = new ArrayList<>();
        for (int length : new int[] {100, 8_000_000}) {
            kept.message.begin(out);
            arrays.add(new WeakReference<>(out.array()));
            kept.entry.begin().string(BYTES_TAG, "key");
            kept.value.begin().bytes(length);
            arrays.add(new WeakReference<>(out.array()));
            kept.value.end();
            kept.entry.end();
            kept.inner.begin();
            kept.inner.end();
            kept.message.end();
            scoped.endOfRequest(1024);
            out.clear(1024);
        }
        for (int i = 0;
                i < 100 && arrays.stream().anyMatch(each -> each.get() != null && each.get() != out.array());
                i++) {
            System.gc();
        }
        for (WeakReference<byte[]> array : arrays) {
            assertThat(array.get()).isAnyOf(null, out.array());
        }
        kept.message.begin(out);
        kept.inner.begin().bytes(2000);
        kept.inner.end();
        kept.message.end();
        assertThat(out.length()).isEqualTo(3 + 2003);
    }

    @Example
    void nestsAsDeepAsParsersAccept() throws InvalidProtocolBufferException {
        root.begin(out);
        List<Tree> path = new ArrayList<>(List.of(tree));
        for (int depth = 0; depth < 100; depth++) {
            path.add(path.get(depth).inner.begin());
        }
        Tree deepest = path.get(100);
        refused("test.Tree.inner would be 101 messages deep", () -> deepest.inner.begin());
        refused("test.Tree.map would be 101 messages deep", () -> deepest.entry.begin());
        deepest.bytes(3);
        for (int depth = 99; depth >= 0; depth--) {
            path.get(depth).inner.end();
        }
        root.end();
        UnknownFieldSet read = written();
        for (int depth = 0; depth < 100; depth++) {
            read = UnknownFieldSet.parseFrom(
                    read.getField(2).getLengthDelimitedList().get(0));
        }
        assertThat(read.getField(1).getLengthDelimitedList()).containsExactly(ByteString.copyFrom(new byte[3]));
    }

    @Example
    void rejectsMissingRequiredFieldAtEnd() {
        MessageEncoder strict = new MessageEncoder().of("test.Strict", 70, List.of("id", "name"));
        strict.begin(out);
        strict.mark(1);
        refused("test.Strict has no id, which is required", strict::end);
        strict.mark(0);
        strict.end();
        strict.begin(out);
        strict.mark(0);
        refused("test.Strict has no name, which is required", strict::end);
    }

    @Example
    void writesZeroOnlyAfterOtherValue() {
        MessageEncoder message = new MessageEncoder().of("test.Plain", 200);
        for (int mark : new int[] {0, 1, 63, 64, 127, 128, 199}) {
            message.begin(out);
            assertThat(message.isNews(mark, false)).isFalse();
            assertThat(message.isNews(mark, true)).isTrue();
            assertThat(message.isNews(mark, false)).isTrue();
            assertThat(message.isNews((mark + 1) % 200, false)).isFalse();
            message.end();
            refused("test.Plain is not open", () -> message.isNews(mark, false));
        }
    }

    private UnknownFieldSet written() throws InvalidProtocolBufferException {
        return UnknownFieldSet.parseFrom(ByteString.copyFrom(out.array(), 0, out.length()));
    }

    private static void refused(String message, Executable misuse) {
        assertThat(assertThrows(IllegalStateException.class, misuse))
                .hasMessageThat()
                .contains(message);
    }
}
