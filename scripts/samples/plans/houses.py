"""The plans themselves: a flat in metres, a house of two storeys in feet and inches, an agent's flat."""

from __future__ import annotations

from samples.plans.model import Fixture, Room, Storey, door, in_inches, room, window

FLAT = Storey(
    title="Flat 7, third floor",
    level="third",
    size=(11.40, 7.80),
    shell=0.30,
    rooms=(
        room("BEDROOM 1", "bedroom", (0.30, 0.30, 3.90, 3.90), label_at=(1.50, 3.10)),
        room("BEDROOM 2", "bedroom", (4.02, 0.30, 7.02, 3.90), label_at=(6.05, 2.55)),
        room("LIVING ROOM", "living", (7.22, 0.30, 11.10, 5.10), label_at=(9.20, 3.20)),
        room("KITCHEN", "kitchen", (7.22, 5.22, 11.10, 7.50), label_at=(9.30, 5.95)),
        Room(
            "HALL",
            "hall",
            ((0.30, 4.02), (7.02, 4.02), (7.02, 7.50), (5.56, 7.50), (5.56, 5.32), (0.30, 5.32)),
            label_at=(1.60, 4.67),
        ),
        room("BATHROOM", "bathroom", (0.30, 5.44, 2.90, 7.50), label_at=(1.10, 6.15)),
        room("WC", "toilet", (3.02, 5.44, 4.02, 7.50), label_at=(3.52, 6.72)),
        room("STORAGE", "storage", (4.14, 5.44, 5.44, 7.50)),
        room("BALCONY", "balcony", (11.40, 0.90, 12.60, 4.50), outdoor=True),
    ),
    openings=(
        door(2.90, 3.90, 3.70, 4.02, hinge=1, side=-1),
        door(4.30, 3.90, 5.10, 4.02, hinge=0, side=-1),
        door(7.02, 4.12, 7.22, 5.02, hinge=1, side=1),
        door(7.02, 5.60, 7.22, 6.40, hinge=0, side=1),
        door(1.90, 5.32, 2.65, 5.44, hinge=1, side=1),
        door(3.17, 5.32, 3.87, 5.44, hinge=0, side=-1),
        door(4.44, 5.32, 5.14, 5.44, hinge=0, side=-1),
        door(5.84, 7.50, 6.74, 7.80, hinge=0, side=-1),
        door(11.10, 3.10, 11.40, 4.00, hinge=0, side=-1),
        window(1.30, 0.00, 2.90, 0.30),
        window(4.82, 0.00, 6.22, 0.30),
        window(8.20, 0.00, 10.10, 0.30),
        window(11.10, 1.30, 11.40, 2.70),
        window(11.10, 5.80, 11.40, 7.00),
        window(0.00, 6.10, 0.30, 6.80),
    ),
    fixtures=(
        Fixture("bed", (0.40, 0.80, 2.40, 2.40), "right"),
        Fixture("bed", (4.12, 0.80, 6.12, 1.70), "right"),
        Fixture("sofa", (7.32, 0.90, 8.17, 2.90), "right"),
        Fixture("table", (9.00, 0.90, 9.90, 2.30)),
        Fixture("counter", (7.22, 6.90, 11.10, 7.50)),
        Fixture("sink", (9.70, 6.96, 10.50, 7.44)),
        Fixture("hob", (8.50, 6.94, 9.10, 7.46)),
        Fixture("bath", (0.30, 6.80, 2.00, 7.50), "right"),
        Fixture("basin", (2.40, 6.95, 2.90, 7.45), "left"),
        Fixture("toilet", (3.32, 7.00, 3.72, 7.50), "up"),
    ),
)

_SHELL = 6
_HOUSE = (384, 288)  # 32'-0" x 24'-0"

HOUSE_FIRST = in_inches(
    Storey(
        title="FIRST FLOOR PLAN",
        level="first",
        size=_HOUSE,
        shell=_SHELL,
        rooms=(
            room("LIVING ROOM", "living", (6, 6, 186, 162)),
            room("KITCHEN", "kitchen", (191, 6, 378, 162), label_at=(285, 112)),
            room("DINING ROOM", "dining", (6, 167, 138, 282)),
            room("FOYER", "hall", (143, 167, 255, 282), label_at=(199, 196)),
            room("LAUNDRY", "laundry", (260, 167, 378, 222), label_at=(320, 180)),
            room("POWDER ROOM", "toilet", (260, 227, 378, 282), label_at=(318, 268)),
        ),
        openings=(
            door(186, 48, 191, 84, hinge=0, side=1),
            door(60, 162, 96, 167, hinge=0, side=-1),
            door(146, 162, 182, 167, hinge=0, side=-1),
            door(205, 162, 237, 167, hinge=0, side=-1),
            door(255, 178, 260, 208, hinge=0, side=1),
            door(255, 240, 260, 270, hinge=0, side=1),
            door(218, 282, 253, 288, hinge=1, side=-1),
            door(330, 0, 362, 6, hinge=1, side=1),
            window(66, 0, 126, 6),
            window(0, 48, 6, 108),
            window(225, 0, 285, 6),
            window(378, 70, 384, 106),
            window(42, 282, 102, 288),
            window(0, 200, 6, 248),
            window(378, 242, 384, 266),
        ),
        fixtures=(
            Fixture("counter", (191, 6, 320, 31)),
            Fixture("sink", (238, 9, 272, 28)),
            Fixture("hob", (284, 8, 314, 29)),
            Fixture("fridge", (348, 120, 378, 156)),
            Fixture("table", (42, 210, 102, 246)),
            Fixture("washer", (320, 192, 348, 220)),
            Fixture("washer", (349, 192, 377, 220)),
            Fixture("toilet", (335, 227, 353, 255), "down"),
            Fixture("basin", (300, 227, 322, 245), "down"),
            Fixture("stairs", (143, 215, 215, 282)),
        ),
    )
)

HOUSE_SECOND = in_inches(
    Storey(
        title="SECOND FLOOR PLAN",
        level="second",
        size=_HOUSE,
        shell=_SHELL,
        rooms=(
            room("PRIMARY BEDROOM", "bedroom", (6, 6, 186, 162), label_at=(108, 128)),
            room("CLOSET", "closet", (191, 6, 263, 61), label_at=(241, 34)),
            room("BATH", "bathroom", (191, 66, 263, 162), label_at=(241, 112)),
            room("BEDROOM 2", "bedroom", (268, 6, 378, 162), label_at=(323, 120)),
            room("BEDROOM 3", "bedroom", (6, 167, 138, 282)),
            Room(
                "HALL",
                "hall",
                ((143, 167), (378, 167), (378, 202), (263, 202), (263, 282), (143, 282)),
                label_at=(240, 194),
            ),
            room("OFFICE", "office", (268, 207, 378, 282), label_at=(330, 252)),
        ),
        openings=(
            door(146, 162, 178, 167, hinge=0, side=-1),
            door(186, 18, 191, 48, hinge=0, side=1),
            door(226, 162, 256, 167, hinge=1, side=-1),
            door(300, 162, 332, 167, hinge=1, side=-1),
            door(138, 174, 143, 206, hinge=0, side=-1),
            door(290, 202, 320, 207, hinge=0, side=1),
            window(66, 0, 126, 6),
            window(0, 48, 6, 108),
            window(300, 0, 348, 6),
            window(378, 70, 384, 118),
            window(42, 282, 102, 288),
            window(0, 200, 6, 248),
            window(300, 282, 348, 288),
        ),
        fixtures=(
            Fixture("bed", (66, 12, 126, 92), "down"),
            Fixture("bed", (330, 20, 372, 100), "down"),
            Fixture("bath", (191, 66, 263, 96), "right"),
            Fixture("toilet", (191, 100, 219, 118), "right"),
            Fixture("basin", (191, 130, 209, 152), "right"),
            Fixture("stairs", (143, 215, 215, 282)),
        ),
    )
)

AGENT = Storey(
    title="Ground Floor",
    level="ground",
    size=(10.15, 8.11),
    shell=0.30,
    rooms=(
        room("Reception Room", "living", (0.30, 0.30, 5.51, 4.36)),
        room("Bedroom 1", "bedroom", (5.66, 0.30, 9.85, 4.36), label_at=(7.80, 3.05)),
        room("Kitchen", "kitchen", (0.30, 4.51, 3.40, 7.81), label_at=(1.75, 5.70)),
        Room(
            "Hall",
            "hall",
            ((3.55, 4.51), (6.65, 4.51), (6.65, 7.81), (5.50, 7.81), (5.50, 5.61), (3.55, 5.61)),
            label_at=(6.02, 5.70),
        ),
        room("Bathroom", "bathroom", (3.55, 5.76, 5.35, 7.81), label_at=(4.46, 6.66)),
        room("Bedroom 2", "bedroom", (6.80, 4.51, 9.85, 7.81), label_at=(8.10, 7.10)),
    ),
    openings=(
        door(3.80, 4.36, 4.60, 4.51, hinge=0, side=-1),
        door(5.76, 4.36, 6.56, 4.51, hinge=0, side=-1),
        door(3.40, 4.65, 3.55, 5.45, hinge=0, side=-1),
        door(4.40, 5.61, 5.10, 5.76, hinge=0, side=-1),
        door(6.65, 5.20, 6.80, 6.00, hinge=1, side=1),
        door(5.65, 7.81, 6.55, 8.11, hinge=0, side=-1),
        window(1.90, 0.00, 3.90, 0.30),
        window(0.00, 1.30, 0.30, 3.30),
        window(6.90, 0.00, 8.70, 0.30),
        window(9.85, 5.30, 10.15, 6.90),
        window(0.00, 5.40, 0.30, 6.80),
        window(4.10, 7.81, 4.80, 8.11),
    ),
    fixtures=(
        Fixture("counter", (0.30, 7.21, 3.40, 7.81)),
        Fixture("sink", (0.60, 7.27, 1.40, 7.75)),
        Fixture("hob", (1.90, 7.25, 2.50, 7.77)),
        Fixture("bed", (7.05, 0.40, 8.55, 2.35), "down"),
        Fixture("bed", (8.85, 4.61, 9.75, 6.51), "down"),
        Fixture("bath", (3.55, 7.11, 5.35, 7.81), "left"),
        Fixture("toilet", (3.55, 5.78, 4.05, 6.14), "right"),
    ),
)
