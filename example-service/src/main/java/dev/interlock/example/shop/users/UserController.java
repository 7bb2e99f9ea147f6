package dev.interlock.example.shop.users;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Consumes;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Patch;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.Status;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.MediaTypes;
import dev.interlock.example.shop.web.Paging;
import dev.interlock.example.shop.web.RoleNames;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Handlers for accounts and their addresses. They wait for a database, or hash passwords. */
@Controller("/v1/users")
@Roles({})
@Blocking
public final class UserController {
    private final Accounts accounts;

    public UserController(Accounts accounts) {
        this.accounts = accounts;
    }

    @Get
    @Roles(RoleNames.ADMIN)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.UserList list(@Query("role") Set<Role> roles, @Params Paging paging) {
        return UserMessages.of(accounts.list(roles, paging.offset(), paging.limit()));
    }

    /** Creates an account. Needs no session. */
    @Post
    @Anyone
    @Status(201)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.User signUp(@Body NewUserView user, Response response) {
        return signUp(user.email(), user.name(), user.password(), response);
    }

    /** Creates an account from JSON. Views have no JSON, so this route reads a record with the same constraints. */
    @Post
    @Anyone
    @Status(201)
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.User signUpJson(@Body NewUser user, Response response) {
        return signUp(user.email(), user.name(), user.password(), response);
    }

    private ShopProto.User signUp(String email, String name, String password, Response response) {
        User user = accounts.signUp(email, name, password);
        response.header(HttpHeader.LOCATION, "/v1/users/" + user.id());
        return UserMessages.of(user);
    }

    @Get("/me")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.User me(@Attribute Caller caller) {
        return find(caller.userId(), caller);
    }

    @Get("/{id}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.User find(long id, @Attribute Caller caller) {
        return UserMessages.of(accounts.find(id, caller));
    }

    @Patch("/{id}")
    @Consumes({MediaTypes.PROTOBUF, MediaTypes.JSON})
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
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
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.AddressList addresses(long id, @Attribute Caller caller) {
        return UserMessages.of(accounts.find(id, caller).addresses());
    }

    @Get("/{id}/addresses/{addressId}")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public Optional<ShopProto.Address> address(long id, UUID addressId, @Attribute Caller caller) {
        return accounts.find(id, caller).addresses().stream()
                .filter(address -> address.id().equals(addressId))
                .findFirst()
                .map(UserMessages::of);
    }

    @Post("/{id}/addresses")
    @Status(201)
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Address addAddress(
            long id, @Body NewAddressView body, @Attribute Caller caller, Response response) {
        return addAddress(id, UserMessages.address(body), caller, response);
    }

    /** Adds an address from JSON. */
    @Post("/{id}/addresses")
    @Status(201)
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.Address addAddressJson(
            long id, @Body NewAddress body, @Attribute Caller caller, Response response) {
        return addAddress(id, body.address(), caller, response);
    }

    private ShopProto.Address addAddress(long id, Address address, Caller caller, Response response) {
        accounts.addAddress(id, address, caller);
        response.header(HttpHeader.LOCATION, "/v1/users/" + id + "/addresses/" + address.id());
        return UserMessages.of(address);
    }

    @Delete("/{id}/addresses/{addressId}")
    public void removeAddress(long id, UUID addressId, @Attribute Caller caller) {
        accounts.removeAddress(id, addressId, caller);
    }
}
