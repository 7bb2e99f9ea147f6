package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.observe.ObservedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Digests of files in memory. */
final class FileDigestsTest {
    private static final int ENTRY = 200;

    private final FileDigests digests = new FileDigests();

    /** File in memory. It returns few bytes at a time. */
    private static final class Bytes implements ObservedFile {
        private final byte[] content;
        private long size;
        private int readable;
        private int uses;
        private @Nullable Error failure;

        Bytes(int length) {
            content = new byte[length];
            new Random(length).nextBytes(content);
            size = length;
            readable = length;
        }

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public long fileSize() {
            return size;
        }

        @Override
        public int read(ByteBuffer into, long from) throws IOException {
            Objects.checkFromIndexSize(from, into.remaining(), length());
            if (failure != null) {
                throw failure;
            }
            if (from >= readable) {
                return -1;
            }
            int count = (int) Math.min(Math.min(into.remaining(), 10_000), readable - from);
            into.put(content, (int) from, count);
            return count;
        }

        @Override
        public void retain() {
            uses++;
        }

        @Override
        public void release() {
            uses--;
        }
    }

    private static byte[] entry() {
        byte[] entry = new byte[2 * ENTRY];
        new Random(1).nextBytes(entry);
        Entry.putInt(entry, Entry.LENGTH, ENTRY);
        Entry.putInt(entry, Entry.DIGESTS, 0);
        Entry.putInt(entry, Entry.FLAGS, Entry.HAS_FILE);
        return entry;
    }

    private boolean add(Bytes file) throws IOException {
        return digests.add(entry(), 0, ENTRY, SentFile.keep(file));
    }

    private byte[] complete() {
        byte[] complete = digests.advance();
        while (complete == null) {
            complete = digests.advance();
        }
        return complete;
    }

    private void assertNoDigest(Bytes file) {
        byte[] complete = complete();
        assertThat(Entry.getInt(complete, Entry.LENGTH)).isEqualTo(ENTRY);
        assertThat(Entry.getInt(complete, Entry.FLAGS)).isEqualTo(Entry.HAS_FILE);
        assertThat(file.uses).isEqualTo(0);
    }

    @Test
    void addsDigestsInOrder() throws Exception {
        Bytes[] files = {new Bytes(0), new Bytes(1), new Bytes(64 * 1024), new Bytes(1_000_000)};
        for (Bytes each : files) {
            assertThat(add(each)).isTrue();
            assertThat(each.uses).isEqualTo(1);
        }
        for (Bytes each : files) {
            byte[] complete = complete();
            assertThat(Entry.getInt(complete, Entry.LENGTH)).isEqualTo(ENTRY + Entry.DIGEST_BYTES);
            assertThat(Entry.getInt(complete, Entry.DIGESTS)).isEqualTo(Entry.DIGEST_BYTES);
            assertThat(Entry.getInt(complete, Entry.FLAGS)).isEqualTo(Entry.HAS_FILE | Entry.HAS_RESPONSE_DIGEST);
            assertThat(Arrays.copyOfRange(complete, ENTRY, ENTRY + Entry.DIGEST_BYTES))
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(each.content));
            assertThat(each.uses).isEqualTo(0);
        }
        assertThat(digests.isEmpty()).isTrue();
        assertThat(digests.skipped()).isEqualTo(0);
    }

    @Test
    void changedFilesHaveNoDigest() throws Exception {
        Bytes grown = new Bytes(100_000);
        Bytes shorter = new Bytes(100_000);
        Bytes good = new Bytes(100_000);
        add(grown);
        add(shorter);
        add(good);
        grown.size++;
        shorter.readable = 50_000;
        assertNoDigest(grown);
        assertNoDigest(shorter);
        byte[] complete = complete();
        assertThat(Arrays.copyOfRange(complete, ENTRY, complete.length))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(good.content));
        assertThat(digests.skipped()).isEqualTo(2);
    }

    @Test
    void unreadableFileDoesNotHoldUpTheOthers() throws Exception {
        Bytes bad = new Bytes(100_000);
        bad.failure = new OutOfMemoryError("on purpose");
        add(bad);
        assertNoDigest(bad);
        assertThat(digests.isEmpty()).isTrue();
    }

    @Test
    void rejectsTooManyFiles() throws Exception {
        Bytes first = new Bytes(10);
        assertThat(add(first)).isTrue();
        int added = 1;
        Bytes next = new Bytes(10);
        while (add(next)) {
            added++;
            next = new Bytes(10);
        }
        assertThat(added).isEqualTo(64);
        assertThat(next.uses).isEqualTo(0);
        assertThat(digests.skipped()).isEqualTo(1);
        assertThat(Entry.getInt(digests.giveUp(), Entry.LENGTH)).isEqualTo(ENTRY);
        assertThat(first.uses).isEqualTo(0);
        assertThat(digests.skipped()).isEqualTo(2);
        assertThat(add(new Bytes(10))).isTrue();
    }

    @Test
    void filesOfOneRingAreLimited() throws Exception {
        SentFiles files = new SentFiles(4);
        for (int round = 0; round < 10; round++) {
            SentFile[] sent = new SentFile[4];
            for (int i = 0; i < 4; i++) {
                assertThat(files.hasRoom()).isTrue();
                sent[i] = SentFile.keep(new Bytes(1));
                files.add(sent[i]);
            }
            assertThat(files.hasRoom()).isFalse();
            assertThat(files.skipped()).isEqualTo(round + 1);
            for (SentFile each : sent) {
                assertThat(files.poll()).isSameInstanceAs(each);
            }
        }
    }
}
