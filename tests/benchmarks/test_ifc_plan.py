from __future__ import annotations

from pathlib import Path

import pytest
from ifc_plan import storeys_of
from step_file import Ref, StepFile

# A room of 4 m by 3 m, its walls of 0.2 m, one of them with a door; the storey's floor is at 3 m.
MODEL = """ISO-10303-21;
HEADER;
ENDSEC;
DATA;
#1=IFCCARTESIANPOINT((0.,0.,0.));
#2=IFCAXIS2PLACEMENT3D(#1,$,$);
#3=IFCLOCALPLACEMENT($,#2);
#4=IFCCARTESIANPOINT((1.,2.,3.));
#5=IFCAXIS2PLACEMENT3D(#4,$,$);
#6=IFCLOCALPLACEMENT(#3,#5);
#7=IFCDIRECTION((0.,0.,1.));
#10=IFCBUILDINGSTOREY('x',$,'Level; ''one''',$,$,#3,$,$,.ELEMENT.,3.);
#11=IFCRELAGGREGATES('y',$,$,$,#10,(#20));
#20=IFCSPACE('z',$,'A1','',$,#6,#21,'Living\nRoom',.ELEMENT.,.INTERNAL.,$);
#21=IFCPRODUCTDEFINITIONSHAPE($,$,(#22));
#22=IFCSHAPEREPRESENTATION($,'Body','SweptSolid',(#23));
#23=IFCEXTRUDEDAREASOLID(#24,#2,#7,2.5);
#24=IFCRECTANGLEPROFILEDEF(.AREA.,$,#25,4.,3.);
#25=IFCAXIS2PLACEMENT2D(#26,#27);
#26=IFCCARTESIANPOINT((2.,1.5));
#27=IFCDIRECTION((0.,1.));
#30=IFCELEMENTQUANTITY('q',$,'a',$,$,(#31));
#31=IFCQUANTITYAREA('area',$,$,12.6);
#32=IFCRELDEFINESBYPROPERTIES('r',$,$,$,(#20),#30);
#40=IFCWALLSTANDARDCASE('w',$,'wall',$,$,#6,#41,$);
#41=IFCPRODUCTDEFINITIONSHAPE($,$,(#42));
#42=IFCSHAPEREPRESENTATION($,'Body','SweptSolid',(#43));
#43=IFCEXTRUDEDAREASOLID(#44,#2,#7,2.5);
#44=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#45);
#45=IFCPOLYLINE((#46,#47,#48,#49,#46));
#46=IFCCARTESIANPOINT((0.,-0.2));
#47=IFCCARTESIANPOINT((4.,-0.2));
#48=IFCCARTESIANPOINT((4.,0.));
#49=IFCCARTESIANPOINT((0.,0.));
#50=IFCOPENINGELEMENT('o',$,'hole',$,$,#6,#51,$);
#51=IFCPRODUCTDEFINITIONSHAPE($,$,(#52));
#52=IFCSHAPEREPRESENTATION($,'Body','SweptSolid',(#53));
#53=IFCEXTRUDEDAREASOLID(#54,#56,#7,0.2);
#54=IFCRECTANGLEPROFILEDEF(.AREA.,$,#55,0.9,2.);
#55=IFCAXIS2PLACEMENT2D(#57,$);
#56=IFCAXIS2PLACEMENT3D(#58,#59,#60);
#57=IFCCARTESIANPOINT((0.,1.));
#58=IFCCARTESIANPOINT((1.,0.,0.));
#59=IFCDIRECTION((0.,-1.,0.));
#60=IFCDIRECTION((1.,0.,0.));
#61=IFCRELFILLSELEMENT('f',$,$,$,#50,#62);
#62=IFCDOOR('d',$,'door',$,$,#6,$,$,2.,0.9);
ENDSEC;
END-ISO-10303-21;
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.ifc"
    path.write_text(MODEL, encoding="utf-8")
    return path


def test_arguments(model: Path) -> None:
    step = StepFile(model)
    assert step[Ref(10)].args[2] == "Level; 'one'"
    assert step[Ref(10)].args[3] is None
    assert step[Ref(24)].args[0] == "AREA"
    assert step[Ref(26)].args == ([2.0, 1.5],)
    assert step[Ref(11)].args[5] == [Ref(20)]
    assert [entity.number for entity in step.of_type("IFCSPACE", "IFCDOOR")] == [20, 62]


def test_a_storey_seen_from_above(model: Path) -> None:
    (storey,) = storeys_of(model)
    assert (storey.name, storey.elevation) == ("Level; 'one'", 3.0)
    (space,) = storey.spaces
    assert (space.number, space.area) == ("A1", 12.6)
    # Its profile is turned by a quarter about its middle: 3 m wide, 4 m deep.
    assert space.footprint.bounds == pytest.approx((1.5, 1.5, 4.5, 5.5))
    assert storey.walls.bounds == pytest.approx((1.0, 1.8, 5.0, 2.0))
    assert storey.walls.area == pytest.approx(0.8)


def test_a_door_lies_in_its_wall(model: Path) -> None:
    (storey,) = storeys_of(model)
    (gap,) = storey.gaps
    assert gap.kind == "door"
    # The door's leaf stands upright: its profile's own height is no part of the plan.
    assert gap.footprint.bounds == pytest.approx((1.55, 1.8, 2.45, 2.0))


def test_openings_off_every_wall_are_left_out(model: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved.ifc"
    moved.write_text(MODEL.replace("((1.,0.,0.));\n#59", "((1.,9.,0.));\n#59"), encoding="utf-8")
    (storey,) = storeys_of(moved)
    assert storey.gaps == []
