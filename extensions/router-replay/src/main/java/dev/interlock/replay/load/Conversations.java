package dev.interlock.replay.load;

import dev.interlock.replay.traffic.ConnectionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Open conversations of a lane, the least recently used first. */
final class Conversations {
    private final int most;
    private final Function<@Nullable ConnectionId, Conversation> opener;
    private final Map<ConnectionId, Conversation> recorded = new LinkedHashMap<>(16, 0.75f, true);
    /** Idle conversations for requests without a recorded connection, the least recently used first. */
    private final Deque<Conversation> free = new ArrayDeque<>();

    private int open;

    Conversations(int most, Function<@Nullable ConnectionId, Conversation> opener) {
        this.most = most;
        this.opener = opener;
    }

    /** Returns the conversation of a connection, or null if the limit is reached and all conversations are busy. */
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

    /** Notes that a conversation has become idle. */
    void idle(Conversation conversation) {
        if (conversation.id() == null) {
            free.addLast(conversation);
        }
    }

    /** Closes a conversation whose recorded connection ended. */
    void close(Conversation conversation) {
        if (conversation.id() != null && recorded.remove(conversation.id()) != null) {
            open--;
            conversation.close();
        }
    }

    /** Closes all conversations that have been idle since {@code nanos}. */
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
