package dev.interlock.example.shop.users;

import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.database.SqlFailures;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;

/** Accounts in PostgreSQL. */
public final class PostgresUserStore implements UserStore {
    private final Database database;

    public PostgresUserStore(Database database) {
        this.database = database;
    }

    @Override
    public User add(LongFunction<User> create) {
        return database.transaction(handle -> {
            long id = handle.createQuery("select nextval(pg_get_serial_sequence('users', 'id'))")
                    .mapTo(Long.class)
                    .one();
            User user = create.apply(id);
            write(
                    user,
                    handle.createUpdate("insert into users (id, email, name, role, password_hash, created_at) "
                            + "values (:id, :email, :name, :role, :hash, :created)"));
            addAddresses(user, handle);
            return user;
        });
    }

    /** Executes an insert or an update with the columns of an account. */
    private static void write(User user, Update statement) {
        try {
            bind(user, statement).execute();
        } catch (JdbiException e) {
            throw SqlFailures.isDuplicate(e) ? User.emailTaken() : e;
        }
    }

    private static Update bind(User user, Update statement) {
        return statement
                .bind("id", user.id())
                .bind("email", user.email())
                .bind("name", user.name())
                .bind("role", user.role().name())
                .bind("hash", user.passwordHash())
                .bind("created", user.createdAt());
    }

    private static void addAddresses(User user, Handle handle) {
        int position = 0;
        for (Address address : user.addresses()) {
            handle.createUpdate("insert into addresses (id, user_id, position, street, city, postal_code, country) "
                            + "values (:id, :user, :position, :street, :city, :postalCode, :country)")
                    .bind("id", address.id())
                    .bind("user", user.id())
                    .bind("position", position++)
                    .bind("street", address.street())
                    .bind("city", address.city())
                    .bind("postalCode", address.postalCode())
                    .bind("country", address.country())
                    .execute();
        }
    }

    @Override
    public Optional<User> find(long id) {
        return database.read(handle -> find(id, "", handle));
    }

    private static Optional<User> find(long id, String lock, Handle handle) {
        return handle.createQuery("select * from users where id = :id" + lock)
                .bind("id", id)
                .map((row, context) -> user(row, addresses(id, handle)))
                .findOne();
    }

    @Override
    public Optional<User> findByEmail(String email) {
        if (email.indexOf(0) >= 0) {
            // PostgreSQL cannot store NUL, so no account has this address.
            return Optional.empty();
        }
        return database.read(handle -> handle.createQuery("select * from users where email = :email")
                .bind("email", email.toLowerCase(Locale.ROOT))
                .map((row, context) -> user(row, List.of()))
                .findOne());
    }

    private static List<Address> addresses(long userId, Handle handle) {
        return handle.createQuery("select * from addresses where user_id = :user order by position")
                .bind("user", userId)
                .map((row, context) -> new Address(
                        row.getObject("id", UUID.class),
                        row.getString("street"),
                        row.getString("city"),
                        row.getString("postal_code"),
                        row.getString("country")))
                .list();
    }

    private static User user(ResultSet row, List<Address> addresses) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("password_hash"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                addresses);
    }

    @Override
    public User update(long id, UnaryOperator<User> change) {
        return database.transaction(handle -> {
            User user = find(id, " for update", handle).orElseThrow(() -> Refusal.notFound("user", id));
            User changed = change.apply(user);
            write(
                    changed,
                    handle.createUpdate("update users set email = :email, name = :name, role = :role, "
                            + "password_hash = :hash, created_at = :created where id = :id"));
            if (!changed.addresses().equals(user.addresses())) {
                handle.createUpdate("delete from addresses where user_id = :user")
                        .bind("user", id)
                        .execute();
                addAddresses(changed, handle);
            }
            return changed;
        });
    }

    @Override
    public boolean remove(long id) {
        return database.read(handle -> handle.createUpdate("delete from users where id = :id")
                        .bind("id", id)
                        .execute()
                > 0);
    }

    @Override
    public Page<User> list(Set<Role> roles, int offset, int limit) {
        List<String> names = roles.stream().map(Role::name).toList();
        String condition = " from users where :any or role = any(:roles)";
        return database.read(handle -> {
            int total = handle.createQuery("select count(*)" + condition)
                    .bind("any", names.isEmpty())
                    .bindArray("roles", String.class, names)
                    .mapTo(Integer.class)
                    .one();
            List<User> users = handle.createQuery("select *" + condition + " order by id offset :offset limit :limit")
                    .bind("any", names.isEmpty())
                    .bindArray("roles", String.class, names)
                    .bind("offset", offset)
                    .bind("limit", limit)
                    .map((row, context) -> user(row, List.of()))
                    .list();
            return new Page<>(users, total);
        });
    }
}
