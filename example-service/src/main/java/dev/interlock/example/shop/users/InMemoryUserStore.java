package dev.interlock.example.shop.users;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import dev.interlock.example.shop.store.Table;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Accounts in memory. One lock serializes writes, and keeps two tables consistent. */
public final class InMemoryUserStore implements UserStore {
    private static final int MAX_USERS = 10_000;

    private final Table<Long, User> users = new Table<>("user", MAX_USERS);
    private final Map<String, Long> idByEmail = new HashMap<>();
    private long lastId;

    @Override
    public synchronized User add(LongFunction<User> create) {
        User user = create.apply(lastId + 1);
        requireFree(user.email());
        users.add(user.id(), user);
        idByEmail.put(user.email(), user.id());
        lastId = user.id();
        return user;
    }

    @Override
    public Optional<User> find(long id) {
        return users.find(id);
    }

    @Override
    public synchronized Optional<User> findByEmail(String email) {
        return Optional.ofNullable(idByEmail.get(email.toLowerCase(Locale.ROOT)))
                .flatMap(users::find);
    }

    @Override
    public synchronized User update(long id, UnaryOperator<User> change) {
        return users.update(id, user -> {
            User changed = change.apply(user);
            if (!changed.email().equals(user.email())) {
                requireFree(changed.email());
                idByEmail.remove(user.email());
                idByEmail.put(changed.email(), id);
            }
            return changed;
        });
    }

    @Override
    public synchronized boolean remove(long id) {
        Optional<User> removed = users.remove(id);
        removed.ifPresent(user -> idByEmail.remove(user.email()));
        return removed.isPresent();
    }

    @Override
    public Page<User> list(Predicate<User> filter, int offset, int limit) {
        return Page.of(users.rows().filter(filter).sorted(Comparator.comparingLong(User::id)), offset, limit);
    }

    private void requireFree(String email) {
        if (idByEmail.containsKey(email)) {
            throw Refusal.conflict("The e-mail address " + email + " is taken.");
        }
    }
}
