package dev.interlock.http2.internal.hpack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.bytes.Ascii;
import java.util.Arrays;

/** Static table of RFC 7541 appendix A. Entries have the indexes 1 to 61. */
public final class StaticTable {
    public static final int AUTHORITY = 1;
    public static final int METHOD = 2;
    public static final int PATH = 4;
    public static final int SCHEME = 6;
    public static final int STATUS = 8;
    public static final int CONTENT_LENGTH = 28;
    public static final int COOKIE = 32;
    public static final int DATE = 33;
    public static final int EXPECT = 35;
    public static final int HOST = 38;
    public static final int SET_COOKIE = 55;
    public static final int TRANSFER_ENCODING = 57;

    /** Index of the last entry. */
    static final int LAST = 61;

    /** Names and values of all entries. Each value follows its name. */
    private static final String[] ENTRIES = {
        ":authority",
        "",
        ":method",
        "GET",
        ":method",
        "POST",
        ":path",
        "/",
        ":path",
        "/index.html",
        ":scheme",
        "http",
        ":scheme",
        "https",
        ":status",
        "200",
        ":status",
        "204",
        ":status",
        "206",
        ":status",
        "304",
        ":status",
        "400",
        ":status",
        "404",
        ":status",
        "500",
        "accept-charset",
        "",
        "accept-encoding",
        "gzip, deflate",
        "accept-language",
        "",
        "accept-ranges",
        "",
        "accept",
        "",
        "access-control-allow-origin",
        "",
        "age",
        "",
        "allow",
        "",
        "authorization",
        "",
        "cache-control",
        "",
        "content-disposition",
        "",
        "content-encoding",
        "",
        "content-language",
        "",
        "content-length",
        "",
        "content-location",
        "",
        "content-range",
        "",
        "content-type",
        "",
        "cookie",
        "",
        "date",
        "",
        "etag",
        "",
        "expect",
        "",
        "expires",
        "",
        "from",
        "",
        "host",
        "",
        "if-match",
        "",
        "if-modified-since",
        "",
        "if-none-match",
        "",
        "if-range",
        "",
        "if-unmodified-since",
        "",
        "last-modified",
        "",
        "link",
        "",
        "location",
        "",
        "max-forwards",
        "",
        "proxy-authenticate",
        "",
        "proxy-authorization",
        "",
        "range",
        "",
        "referer",
        "",
        "refresh",
        "",
        "retry-after",
        "",
        "server",
        "",
        "set-cookie",
        "",
        "strict-transport-security",
        "",
        "transfer-encoding",
        "",
        "user-agent",
        "",
        "vary",
        "",
        "via",
        "",
        "www-authenticate",
        "",
    };

    /** Bytes of all names and values, in the order of {@link #ENTRIES}, without bytes between them. */
    static final byte[] BYTES = String.join("", ENTRIES).getBytes(US_ASCII);

    /** For each entry, the index of the first byte of its name. The last element is the index after the last entry. */
    private static final short[] STARTS = new short[LAST + 2];

    private static final byte[] NAME_LENGTHS = new byte[LAST + 1];

    private static final byte[] FIRST_WITH_NAME = new byte[LAST + 1];

    private static final int SLOTS = 256;
    /** Hash table of names: the index of the first entry with the name, or 0 in a free slot. */
    private static final byte[] BY_NAME = new byte[SLOTS];

    /** Index of the entry for each status, or 0. */
    private static final byte[] BY_STATUS = new byte[600];

    static {
        int at = 0;
        for (int i = 1; i <= LAST; i++) {
            String name = ENTRIES[2 * i - 2];
            STARTS[i] = (short) at;
            NAME_LENGTHS[i] = (byte) name.length();
            at += name.length() + ENTRIES[2 * i - 1].length();
            STARTS[i + 1] = (short) at;
            int first = find(BYTES, STARTS[i], STARTS[i] + name.length());
            if (first == 0) {
                BY_NAME[freeSlot(i)] = (byte) i;
            }
            FIRST_WITH_NAME[i] = (byte) (first == 0 ? i : first);
            if (name.equals(":status")) {
                BY_STATUS[Integer.parseInt(ENTRIES[2 * i - 1])] = (byte) i;
            }
        }
    }

    private StaticTable() {}

    private static int freeSlot(int entry) {
        int slot = hash(BYTES, STARTS[entry], STARTS[entry] + NAME_LENGTHS[entry]);
        while (BY_NAME[slot] != 0) {
            slot = (slot + 1) % SLOTS;
        }
        return slot;
    }

    /** Returns a hash of a name that is not empty. It does not depend on the case of letters. */
    private static int hash(byte[] bytes, int from, int to) {
        int middle = bytes[(from + to) >>> 1] | 0x20;
        int last = bytes[to - 1] | 0x20;
        return ((to - from) * 29 + (bytes[from] | 0x20) * 3 + middle * 17 + last * 7) & (SLOTS - 1);
    }

    /** Returns the index of the first entry with a name, or 0. The name may have any case. */
    static int find(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        for (int slot = hash(bytes, from, to); BY_NAME[slot] != 0; slot = (slot + 1) % SLOTS) {
            if (hasName(BY_NAME[slot], bytes, from, to)) {
                return BY_NAME[slot];
            }
        }
        return 0;
    }

    private static boolean hasName(int entry, byte[] bytes, int from, int to) {
        if (to - from != NAME_LENGTHS[entry]) {
            return false;
        }
        int start = STARTS[entry];
        if (Arrays.equals(bytes, from, to, BYTES, start, start + to - from)) {
            return true;
        }
        for (int i = 0; i < to - from; i++) {
            if (Ascii.toLowerCase(bytes[from + i]) != BYTES[start + i]) {
                return false;
            }
        }
        return true;
    }

    /** Like {@link #find}, but for lowercase names only. Returns 0 for any other name. */
    static int findExact(byte[] bytes, int from, int to) {
        int entry = find(bytes, from, to);
        return entry != 0 && Arrays.equals(bytes, from, to, BYTES, nameFrom(entry), nameTo(entry)) ? entry : 0;
    }

    /** Returns the index of the first entry that has the same name as an entry. */
    static int firstWithName(int entry) {
        return FIRST_WITH_NAME[entry];
    }

    /** Returns the index of the entry for a status of 100 to 599, or 0. */
    static int ofStatus(int status) {
        return BY_STATUS[status];
    }

    /** Returns the index of the first byte of a name in {@link #BYTES}. */
    static int nameFrom(int entry) {
        return STARTS[entry];
    }

    /** Returns the index after a name, where the value begins. */
    static int nameTo(int entry) {
        return STARTS[entry] + NAME_LENGTHS[entry];
    }

    static int valueTo(int entry) {
        return STARTS[entry + 1];
    }
}
