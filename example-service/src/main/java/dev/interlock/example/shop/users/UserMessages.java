package dev.interlock.example.shop.users;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.store.Page;
import java.util.List;
import java.util.UUID;

/** Converts accounts and addresses to messages, without the password hash. */
final class UserMessages {
    private UserMessages() {}

    static ShopProto.User of(User user) {
        return ShopProto.User.newBuilder()
                .setId(user.id())
                .setEmail(user.email())
                .setName(user.name())
                .setRole(user.role().name())
                .setCreatedAt(user.createdAt().toEpochMilli())
                .build();
    }

    static ShopProto.UserList of(Page<User> page) {
        return ShopProto.UserList.newBuilder()
                .addAllUsers(page.items().stream().map(UserMessages::of).toList())
                .setTotal(page.total())
                .build();
    }

    static ShopProto.Address of(Address address) {
        return ShopProto.Address.newBuilder()
                .setId(address.id().toString())
                .setStreet(address.street())
                .setCity(address.city())
                .setPostalCode(address.postalCode())
                .setCountry(address.country())
                .build();
    }

    static ShopProto.AddressList of(List<Address> addresses) {
        return ShopProto.AddressList.newBuilder()
                .addAllAddresses(addresses.stream().map(UserMessages::of).toList())
                .build();
    }

    static Address address(NewAddressView view) {
        return new Address(UUID.randomUUID(), view.street(), view.city(), view.postalCode(), view.country());
    }
}
