//! The clipboard of an X server: owning the selection CLIPBOARD, as the ICCCM (section 2) has it.
//!
//! Those that paste ask for the clipboard in a form (*target*) and name a property of a window of theirs (*requestor*),
//! where the answer is to be put. What is too long for one request goes there piece by piece (*INCR*): the next when the
//! requestor has deleted the last.

use std::rc::Rc;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt, CreateWindowAux, EventMask, PropMode, Property,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Timestamp, Window, WindowClass,
};
use x11rb::rust_connection::{ReplyOrIdError, RustConnection};
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, NONE};

use super::super::Clipping;
use super::with_charset;

/// The longest answer that is given in one piece, in bytes. Every server takes requests of 256 KiB.
const PIECE: usize = 1 << 17;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        CLIPBOARD,
        TARGETS,
        TIMESTAMP,
        MULTIPLE,
        ATOM_PAIR,
        INCR,
        UTF8_STRING,
        TEXT,
        PLAIN: b"text/plain",
        PLAIN_UTF8: b"text/plain;charset=utf-8",
        HTML: b"text/html",
    }
}

/// Whether the display answers.
pub(super) fn ask() -> Result<(), String> {
    Owner::connect().map(|_| ()).map_err(|error| error.to_string())
}

/// Takes the clipboard, and serves `clipping` until another program takes it.
pub(super) fn keep(clipping: &Clipping, kept: impl FnOnce()) -> Result<(), String> {
    let mut owner = Owner::connect().map_err(|error| error.to_string())?;
    owner.offer(clipping);
    if !owner.acquire().map_err(|error| error.to_string())? {
        return Err(tr!("another program took the clipboard at the same moment").into_owned());
    }
    kept();
    // Nobody is left to be told of an error, such as the end of the display.
    let _ = owner.serve();
    Ok(())
}

/// What the connection gives, or what it fails with.
type Answer<T> = Result<T, ReplyOrIdError>;

/// One form of what was copied.
struct Flavour {
    targets: Vec<Atom>,
    /// The type of the property; `None` where it is the target.
    kind: Option<Atom>,
    bytes: Rc<[u8]>,
}

/// An answer that is given piece by piece.
struct Transfer {
    requestor: Window,
    property: Atom,
    kind: Atom,
    bytes: Rc<[u8]>,
    given: usize,
}

/// The owner of the selection.
struct Owner {
    connection: RustConnection,
    atoms: Atoms,
    window: Window,
    /// When the selection was acquired, in the server's time.
    since: Timestamp,
    flavours: Vec<Flavour>,
    transfers: Vec<Transfer>,
}

impl Owner {
    fn connect() -> Result<Self, Box<dyn std::error::Error>> {
        let (connection, screen) = x11rb::connect(None)?;
        let atoms = Atoms::new(&connection)?;
        let root = connection.setup().roots.get(screen).ok_or("the display has no screen")?.root;
        let window = connection.generate_id()?;
        let events = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        let (depth, visual) = (COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT);
        connection.create_window(
            depth,
            window,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            visual,
            &events,
        )?;
        let atoms = atoms.reply()?;
        Ok(Self { connection, atoms, window, since: 0, flavours: Vec::new(), transfers: Vec::new() })
    }

    fn offer(&mut self, clipping: &Clipping) {
        let atoms = &self.atoms;
        let text: Rc<[u8]> = clipping.text.as_bytes().into();
        self.flavours = vec![
            Flavour {
                targets: vec![atoms.UTF8_STRING, atoms.TEXT],
                kind: Some(atoms.UTF8_STRING),
                bytes: Rc::clone(&text),
            },
            Flavour { targets: vec![atoms.PLAIN_UTF8, atoms.PLAIN], kind: None, bytes: text },
        ];
        if let Some(html) = &clipping.html {
            let bytes = with_charset(html).into();
            self.flavours.push(Flavour { targets: vec![atoms.HTML], kind: None, bytes });
        }
    }

    /// Takes the selection; whether it is ours then.
    fn acquire(&mut self) -> Answer<bool> {
        // The server tells its time in the event of any change, such as adding nothing to a property.
        self.connection.change_property8(
            PropMode::APPEND,
            self.window,
            self.atoms.TIMESTAMP,
            AtomEnum::INTEGER,
            &[],
        )?;
        self.connection.flush()?;
        self.since = loop {
            if let Event::PropertyNotify(event) = self.connection.wait_for_event()? {
                break event.time;
            }
        };
        self.connection.set_selection_owner(self.window, self.atoms.CLIPBOARD, self.since)?;
        let owner = self.connection.get_selection_owner(self.atoms.CLIPBOARD)?.reply()?.owner;
        Ok(owner == self.window)
    }

    /// Answers those that paste until the selection is lost and the last transfer has ended.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the X protocol's events, of which few can come")]
    fn serve(&mut self) -> Answer<()> {
        let mut is_owner = true;
        while is_owner || !self.transfers.is_empty() {
            match self.connection.wait_for_event()? {
                Event::SelectionRequest(request) => self.answer(&request)?,
                Event::SelectionClear(event) => is_owner &= event.selection != self.atoms.CLIPBOARD,
                Event::PropertyNotify(event) if event.state == Property::DELETE => {
                    self.go_on(event.window, event.atom)?;
                }
                Event::DestroyNotify(event) => {
                    self.transfers.retain(|transfer| transfer.requestor != event.window);
                }
                // Errors come as events as well: a requestor that is gone, which harms nobody else.
                _ => {}
            }
            self.connection.flush()?;
        }
        Ok(())
    }

    fn answer(&mut self, request: &SelectionRequestEvent) -> Answer<()> {
        // Clients from before the ICCCM name no property; the target serves then.
        let property = if request.property == NONE { request.target } else { request.property };
        let is_given = self.give(request.requestor, request.target, property)?;
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if is_given { property } else { NONE },
        };
        self.connection.send_event(false, request.requestor, EventMask::NO_EVENT, answer)?;
        Ok(())
    }

    /// Puts the clipboard, in the form of `target`, into a property; whether that form is to be had.
    fn give(&mut self, requestor: Window, target: Atom, property: Atom) -> Answer<bool> {
        let atoms = &self.atoms;
        if target == atoms.MULTIPLE {
            return self.give_several(requestor, property);
        }
        if target == atoms.TARGETS {
            let general = [atoms.TARGETS, atoms.TIMESTAMP, atoms.MULTIPLE];
            let targets = self.flavours.iter().flat_map(|flavour| flavour.targets.iter().copied());
            let targets: Vec<Atom> = general.into_iter().chain(targets).collect();
            self.replace32(requestor, property, AtomEnum::ATOM.into(), &targets)?;
            return Ok(true);
        }
        if target == atoms.TIMESTAMP {
            self.replace32(requestor, property, AtomEnum::INTEGER.into(), &[self.since])?;
            return Ok(true);
        }
        let Some(flavour) = self.flavours.iter().find(|flavour| flavour.targets.contains(&target)) else {
            return Ok(false);
        };
        let (kind, bytes) = (flavour.kind.unwrap_or(target), Rc::clone(&flavour.bytes));
        if bytes.len() <= PIECE {
            self.replace8(requestor, property, kind, &bytes)?;
            return Ok(true);
        }
        self.watch(requestor, EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY)?;
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.replace32(requestor, property, atoms.INCR, &[length])?;
        // Whoever asks again has given up the first transfer.
        self.transfers.retain(|transfer| (transfer.requestor, transfer.property) != (requestor, property));
        self.transfers.push(Transfer { requestor, property, kind, bytes, given: 0 });
        Ok(true)
    }

    /// Gives several forms at once: the property lists pairs of a target and a property; what is not to be had is struck
    /// out of the list.
    fn give_several(&mut self, requestor: Window, property: Atom) -> Answer<bool> {
        let (kind, longest) = (self.atoms.ATOM_PAIR, 1024);
        let listed = self.connection.get_property(false, requestor, property, kind, 0, longest)?.reply()?;
        let Some(mut pairs) = listed.value32().map(Iterator::collect::<Vec<Atom>>) else {
            return Ok(false);
        };
        for pair in pairs.chunks_exact_mut(2) {
            let is_nested = pair[0] == self.atoms.MULTIPLE;
            if is_nested || !self.give(requestor, pair[0], pair[1])? {
                pair[1] = NONE;
            }
        }
        self.replace32(requestor, property, kind, &pairs)?;
        Ok(true)
    }

    /// Gives the next piece, if it is one that `requestor` waits for; an empty one is the last.
    fn go_on(&mut self, requestor: Window, property: Atom) -> Answer<()> {
        let is_it = |transfer: &Transfer| (transfer.requestor, transfer.property) == (requestor, property);
        let Some(index) = self.transfers.iter().position(is_it) else { return Ok(()) };
        let transfer = &mut self.transfers[index];
        let rest = transfer.bytes.get(transfer.given..).unwrap_or_default();
        let piece = rest.get(..PIECE.min(rest.len())).unwrap_or_default().to_vec();
        transfer.given += piece.len();
        let kind = transfer.kind;
        self.replace8(requestor, property, kind, &piece)?;
        if piece.is_empty() {
            self.transfers.swap_remove(index);
            if !self.transfers.iter().any(|transfer| transfer.requestor == requestor) {
                self.watch(requestor, EventMask::NO_EVENT)?;
            }
        }
        Ok(())
    }

    fn watch(&self, window: Window, events: EventMask) -> Answer<()> {
        let attributes = ChangeWindowAttributesAux::new().event_mask(events);
        self.connection.change_window_attributes(window, &attributes)?;
        Ok(())
    }

    fn replace8(&self, window: Window, property: Atom, kind: Atom, bytes: &[u8]) -> Answer<()> {
        self.connection.change_property8(PropMode::REPLACE, window, property, kind, bytes)?;
        Ok(())
    }

    fn replace32(&self, window: Window, property: Atom, kind: Atom, values: &[u32]) -> Answer<()> {
        self.connection.change_property32(PropMode::REPLACE, window, property, kind, values)?;
        Ok(())
    }
}
