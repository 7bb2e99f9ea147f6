package dev.interlock.example.shop.testing;

/** A client of a server on this machine, which sends one request at a time. */
public interface Client extends AutoCloseable {
    ReceivedResponse send(Call call);

    @Override
    void close();
}
