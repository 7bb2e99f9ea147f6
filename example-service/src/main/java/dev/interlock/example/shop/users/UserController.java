package dev.interlock.example.shop.users;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Patch;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.Paging;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Handlers for accounts and their addresses. */
@Controller("/v1/users")
@Roles({})
public final class UserController {
    private final Accounts accounts;

    public UserController(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Blocking, because the list reads every account. */
    @Get
    @Blocking
    public ShopProto.UserList list(@Query("role") Set<Role> roles, @Params Paging paging, @Attribute Caller caller) {
        return UserMessages.of(accounts.list(roles, paging.offset(), paging.limit(), caller));
    }

    /** Creates an account. Needs no session. Password hashing is slow on purpose. */
    @Post
    @Anyone
    @Blocking
    @Status(201)
    public ShopProto.User signUp(@Body NewUserView user) {
        return UserMessages.of(accounts.signUp(user.email(), user.name(), user.password()));
    }

    @Get("/me")
    public ShopProto.User me(@Attribute Caller caller) {
        return find(caller.userId(), caller);
    }

    @Get("/{id}")
    public ShopProto.User find(long id, @Attribute Caller caller) {
        return UserMessages.of(accounts.find(id, caller));
    }

    @Patch("/{id}")
    public ShopProto.User change(long id, @Body ShopProto.UserPatch patch, @Attribute Caller caller) {
        Optional<String> email = patch.hasEmail() ? Optional.of(patch.getEmail()) : Optional.empty();
        Optional<String> name = patch.hasName() ? Optional.of(patch.getName()) : Optional.empty();
        return UserMessages.of(accounts.change(id, email, name, caller));
    }

    @Delete("/{id}")
    public void close(long id, @Attribute Caller caller) {
        accounts.close(id, caller);
    }

    @Get("/{id}/addresses")
    public ShopProto.AddressList addresses(long id, @Attribute Caller caller) {
        return UserMessages.of(accounts.find(id, caller).addresses());
    }

    @Post("/{id}/addresses")
    @Status(201)
    public ShopProto.Address addAddress(long id, @Body NewAddressView body, @Attribute Caller caller) {
        Address address = UserMessages.address(body);
        accounts.addAddress(id, address, caller);
        return UserMessages.of(address);
    }

    @Delete("/{id}/addresses/{addressId}")
    public void removeAddress(long id, UUID addressId, @Attribute Caller caller) {
        accounts.removeAddress(id, addressId, caller);
    }
}
