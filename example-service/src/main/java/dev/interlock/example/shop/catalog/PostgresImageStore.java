package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.database.Database;
import java.util.Optional;

/** Images in PostgreSQL. Only administrators store images, so the table needs no limit. */
public final class PostgresImageStore implements ImageStore {
    private final Database database;

    public PostgresImageStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<byte[]> find(String name) {
        return database.read(handle -> handle.createQuery("select jpeg from images where name = :name")
                .bind("name", name)
                .mapTo(byte[].class)
                .findOne());
    }

    @Override
    public void put(String name, byte[] jpeg) {
        database.read(handle -> handle.createUpdate("insert into images (name, jpeg) values (:name, :jpeg) "
                        + "on conflict (name) do update set jpeg = excluded.jpeg")
                .bind("name", name)
                .bind("jpeg", jpeg)
                .execute());
    }
}
