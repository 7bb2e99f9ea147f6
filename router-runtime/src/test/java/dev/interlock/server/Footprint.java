package dev.interlock.server;

/**
 * Memory and descriptors of a server process after a garbage collection.
 *
 * @param heap bytes on the heap
 * @param direct bytes outside of the heap that Netty or the JDK has allocated
 * @param sockets number of open sockets
 * @param files number of other open descriptors
 * @param calls number of requests for which handlers were called
 */
public record Footprint(long heap, long direct, int sockets, int files, int calls) {
    /** Returns the number of bytes on and off the heap. */
    long memory() {
        return heap + direct;
    }

    String toLine() {
        return heap + " " + direct + " " + sockets + " " + files + " " + calls;
    }

    static Footprint of(String line) {
        String[] parts = line.split(" ", -1);
        return new Footprint(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
