package dev.interlock.example.shop.users;

import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.StoreFull;
import dev.interlock.example.shop.store.Page;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Accounts in memory. One lock serializes all calls, and keeps both maps consistent. */
public final class InMemoryUserStore implements UserStore {
    private static final int MAX_USERS = 10_000;

    private final NavigableMap<Long, User> users = new TreeMap<>();
    private final Map<String, Long> idByEmail = new HashMap<>();
    private long lastId;

    @Override
    public synchronized User add(LongFunction<User> create) {
        User user = create.apply(lastId + 1);
        requireFree(user.email());
        if (users.size() == MAX_USERS) {
            throw StoreFull.of("users", MAX_USERS);
        }
        users.put(user.id(), user);
        idByEmail.put(user.email(), user.id());
        lastId = user.id();
        return user;
    }

    @Override
    public synchronized Optional<User> find(long id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public synchronized Optional<User> findByEmail(String email) {
        return Optional.ofNullable(idByEmail.get(email.toLowerCase(Locale.ROOT)))
                .map(users::get);
    }

    @Override
    public synchronized User update(long id, UnaryOperator<User> change) {
        User user = find(id).orElseThrow(() -> Refusal.notFound("user", id));
        User changed = change.apply(user);
        if (!changed.email().equals(user.email())) {
            requireFree(changed.email());
            idByEmail.remove(user.email());
            idByEmail.put(changed.email(), id);
        }
        users.put(id, changed);
        return changed;
    }

    @Override
    public synchronized boolean remove(long id) {
        Optional<User> removed = Optional.ofNullable(users.remove(id));
        removed.ifPresent(user -> idByEmail.remove(user.email()));
        return removed.isPresent();
    }

    @Override
    public synchronized Page<User> list(Set<Role> roles, int offset, int limit) {
        return Page.of(
                users.values().stream().filter(user -> roles.isEmpty() || roles.contains(user.role())), offset, limit);
    }

    private void requireFree(String email) {
        if (idByEmail.containsKey(email)) {
            throw User.emailTaken();
        }
    }
}
