package dev.interlock.replay.load;

import dev.interlock.replay.traffic.ConnectionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The open conversations of a lane, the longest unused first. */
final class Conversations {
    private final int most;
    private final Function<@Nullable ConnectionId, Conversation> opener;
    private final Map<ConnectionId, Conversation> recorded = new LinkedHashMap<>(16, 0.75f, true);
    /** Idle ones that any request without a recorded connection may use, the longest unused first. */
    private final Deque<Conversation> free = new ArrayDeque<>();

    private int open;

    Conversations(int most, Function<@Nullable ConnectionId, Conversation> opener) {
        this.most = most;
        this.opener = opener;
    }

    /** Returns the conversation of a connection, or null if the limit is reached and all others are busy. */
    @Nullable
    Conversation find(@Nullable ConnectionId id) {
        Conversation found = id == null ? free.pollLast() : recorded.get(id);
        if (found != null) {
            return found;
        }
        if (open >= most && !closeLongestUnused()) {
            return null;
        }
        open++;
        Conversation opened = opener.apply(id);
        if (id != null) {
            recorded.put(id, opened);
        }
        return opened;
    }

    private boolean closeLongestUnused() {
        Conversation unused = free.pollFirst();
        if (unused == null) {
            Iterator<Conversation> all = recorded.values().iterator();
            while (all.hasNext() && unused == null) {
                Conversation each = all.next();
                if (each.isIdle()) {
                    all.remove();
                    unused = each;
                }
            }
        }
        if (unused == null) {
            return false;
        }
        open--;
        unused.close();
        return true;
    }

    /** Takes a conversation that has become idle. */
    void idle(Conversation conversation) {
        if (conversation.id() == null) {
            free.addLast(conversation);
        }
    }

    /** Closes a conversation that ended in the recording. */
    void close(Conversation conversation) {
        if (conversation.id() != null && recorded.remove(conversation.id()) != null) {
            open--;
            conversation.close();
        }
    }

    /** Closes all that are idle since a time. */
    void closeIdleSince(long nanos) {
        closeIdleSince(nanos, recorded.values().iterator());
        closeIdleSince(nanos, free.iterator());
    }

    private void closeIdleSince(long nanos, Iterator<Conversation> all) {
        while (all.hasNext()) {
            Conversation each = all.next();
            if (each.isIdleSince(nanos)) {
                all.remove();
                open--;
                each.close();
            }
        }
    }

    int open() {
        return open;
    }
}
