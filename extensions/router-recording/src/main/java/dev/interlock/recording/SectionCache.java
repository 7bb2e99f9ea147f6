package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import java.util.Arrays;

/**
 * Encoded field sections, one for each slot, with the captured bytes that they were made of. A client repeats most of
 * its fields, so the encoder usually copies the section of the connection's last exchange. Confined to the recorder
 * thread.
 */
final class SectionCache {
    /** Limit on the captured bytes and on the encoded bytes of a section. */
    private static final int MAX_BYTES = 2048;
    /** Smallest array in bytes. */
    private static final int LEAST_ROOM = 64;
    /** Number of misses after which a slot gets another section. Some clients send new fields with each request. */
    private static final int PATIENCE = 8;

    private final Section[] sections;

    /** @param slots number of slots, a power of two. They take up to 4 KiB each */
    SectionCache(int slots) {
        sections = new Section[slots];
        Arrays.setAll(sections, i -> new Section());
    }

    /** Returns the section in the slot of a key. Keys may share a slot. */
    Section at(long key) {
        return sections[(int) key & (sections.length - 1)];
    }

    /** Encoded section. */
    static final class Section {
        /** Bounds of the fields, then their bytes. */
        private byte[] captured = {};
        /** Length of the bounds in bytes, or 0 if the slot is empty. */
        private int boundsBytes;

        private int fieldBytes;
        private byte[] encoded = {};
        private int encodedBytes;
        private int misses;

        /** Range of the media type, from the first field name. */
        private int typeFrom;

        private int typeTo;
        private boolean isEncoded;
        private int kind;

        /** Authority of a request, and its other parts in the section; see {@link #isWith}. */
        private byte[] authority = {};

        private int authorityBytes;
        private int context;

        /**
         * Returns whether the section was made of these bytes. Equal bounds and bytes are the same fields.
         *
         * @param bounds index of the bounds of the fields
         * @param length length of the bounds, in bytes
         * @param from index of the first byte of the fields
         */
        boolean isOf(byte[] entry, int bounds, int length, int from, int to) {
            boolean isSame = length == boundsBytes
                    && to - from == fieldBytes
                    && Arrays.equals(captured, 0, length, entry, bounds, bounds + length)
                    && Arrays.equals(captured, length, length + fieldBytes, entry, from, to);
            misses = isSame ? 0 : misses + 1;
            return isSame;
        }

        /**
         * Returns whether the section of a request was made with an authority.
         *
         * @param number number that stands for the scheme and the protocol
         */
        boolean isWith(byte[] entry, int from, int to, int number) {
            boolean isSame = number == context && Arrays.equals(authority, 0, authorityBytes, entry, from, to);
            if (!isSame) {
                misses = 1;
            }
            return isSame;
        }

        /** Sets the authority with which the section was made; see {@link #isWith}. */
        void with(byte[] entry, int from, int to, int number) {
            int length = boundsBytes;
            // If the allocation fails, the slot stays empty.
            boundsBytes = 0;
            authority = room(authority, to - from);
            System.arraycopy(entry, from, authority, 0, to - from);
            authorityBytes = to - from;
            context = number;
            boundsBytes = length;
        }

        /** Returns the number of encoded bytes. */
        int encodedBytes() {
            return encodedBytes;
        }

        /** Copies the encoded bytes, and returns the index after them. */
        int copyTo(byte[] into, int at) {
            System.arraycopy(encoded, 0, into, at, encodedBytes);
            return at + encodedBytes;
        }

        int typeFrom() {
            return typeFrom;
        }

        int typeTo() {
            return typeTo;
        }

        boolean isEncoded() {
            return isEncoded;
        }

        /** Returns the kind of the body. */
        int kind() {
            return kind;
        }

        /** Returns whether to {@link #keep} another section in this slot. */
        boolean isStale() {
            return misses % PATIENCE == 1;
        }

        /**
         * Keeps a section, unless it is too long. Returns whether it is kept. The caller then sets the {@link #body}.
         *
         * @param out writer that ends with the encoded section
         * @param start index of the section in {@code out}
         */
        boolean keep(byte[] entry, int bounds, int length, int from, int to, ByteWriter out, int start) {
            int bytes = to - from;
            int result = out.length() - start;
            if (length + bytes > MAX_BYTES || result > MAX_BYTES) {
                return false;
            }
            // If an allocation fails, the slot stays empty.
            boundsBytes = 0;
            captured = room(captured, length + bytes);
            encoded = room(encoded, result);
            System.arraycopy(entry, bounds, captured, 0, length);
            System.arraycopy(entry, from, captured, length, bytes);
            System.arraycopy(out.array(), start, encoded, 0, result);
            fieldBytes = bytes;
            encodedBytes = result;
            boundsBytes = length;
            return true;
        }

        /** Sets what the fields say about the body. Indexes count from the first field name. */
        void body(int newTypeFrom, int newTypeTo, boolean newIsEncoded, int newKind) {
            typeFrom = newTypeFrom;
            typeTo = newTypeTo;
            isEncoded = newIsEncoded;
            kind = newKind;
        }

        private static byte[] room(byte[] old, int length) {
            return old.length < length ? new byte[Math.max(LEAST_ROOM, Integer.highestOneBit(length - 1) << 1)] : old;
        }
    }
}
